"""Filters of the pages about accounts and units."""

from django import template

from huiyin.web import devices, navigation
from huiyin.web.people.forms import grant_words

register = template.Library()
register.filter("device", devices.device)
register.filter("role_name", navigation.role_words)
register.filter("grant_words", grant_words)
