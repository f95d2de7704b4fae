"""Claims become events, figures and flags: dbt on the one DuckDB file, and the checks over its tables."""
