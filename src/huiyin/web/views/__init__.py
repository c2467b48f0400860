"""Views: parse, ask the selectors and services, show."""
