"""Notices (通知) on pages and in mails."""
