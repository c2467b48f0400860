"""Filters of the pages about accounts and units."""

from django import template

from huiyin.web import devices, navigation

register = template.Library()
register.filter("device", devices.device)
register.filter("role_name", navigation.role_words)
