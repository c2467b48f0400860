"""The fictional city 云汀市 as a working site: its people, its texts, and two years of tasks and suggestions.

The city, its firms and everybody in it are invented. `load_city` fills an empty database and leaves any other as it is.
"""

from huiyin.demo.city.loading import load_city

__all__ = ["load_city"]
