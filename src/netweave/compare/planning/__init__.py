"""How large a change a cohort could show, found out by making up such cohorts."""
