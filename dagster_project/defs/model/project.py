"""The dbt project and how its nodes are named in Dagster: models under their schema, all in the group `model`."""

from collections.abc import Mapping
from typing import Any

from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtProject

from dagster_project.lake import manifest
from dagster_project.settings import DBT_DIR, settings

# looks at file times; parses only where the manifest is missing or older than the project
MANIFEST = manifest.up_to_date(settings())
PROJECT = DbtProject(project_dir=DBT_DIR, profiles_dir=DBT_DIR)


class InGroupModel(DagsterDbtTranslator):
    """Sources keep the lake's keys (`lake/claims`), models and seeds stand under their schema (`marts/fct_claims`)."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return "model"


TRANSLATOR = InGroupModel(
    settings=DagsterDbtTranslatorSettings(enable_asset_checks=True, enable_source_tests_as_checks=True)
)
