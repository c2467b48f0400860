"""Filters of the pages of the congress."""

from django import template

from huiyin.web.congress import words

register = template.Library()
register.filter("meeting_title", words.meeting_title)
register.filter("session_name", words.session_name)
