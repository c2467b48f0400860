"""The site's pages (Django): templates, the one sheet, small scripts, and views that ask and show; no rules."""
