"""Bringing in what stands in tables elsewhere (导入): plans of work, and running cases of an older system."""
