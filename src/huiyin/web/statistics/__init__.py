"""Statistics (统计) as a page and a workbook: every number with its make-up, and a link to the cases it counts."""
