"""What happened to what is counted: the steps that read all numbers of one sentence."""

from __future__ import annotations

from dagster_project.claims.lists import Lists
from dagster_project.claims.predicates import Predicates
from dagster_project.claims.readings import Reading


class SentenceReader(Predicates, Lists):
    """Reads all numbers of one sentence: first what belongs together, then what governs each, then what is shared."""

    def read(self) -> list[Reading]:
        for index in range(len(self.readings)):
            self._link_of(index)
        for index in range(len(self.readings)):
            self._shares_head(index)
            self._adopt(index)
            self._govern(index)
        for index in range(len(self.readings)):
            self._inherit(index)
        for index in reversed(range(len(self.readings))):
            self._inherit_forward(index)
        for r in self.readings:
            self._share_denominator(r)
        self._divide()
        self._name_kinds()
        self._name_people()
        self._count_launched()
        return self.readings


__all__ = ["Reading", "SentenceReader"]
