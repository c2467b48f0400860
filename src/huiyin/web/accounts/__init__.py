"""Pages about a person's own account and, for administrators, about everybody's."""
