"""Pages (页面): views by subject, templates, components. Faces show and call; they hold no rules."""
