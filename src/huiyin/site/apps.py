"""Django's entry for the app that wires the others."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Jobs, health and commands."""

    name = "huiyin.site"
    label = "huiyin_site"

    def ready(self) -> None:
        """Let the apps hand their work to the queue (`huiyin.ledger.jobs.later`) and their files to the scanner.

        No face is loaded here: the worker and the commands need none, and would carry the pages in memory.

        Raises:
            HuiyinError: a setting names no role that there is (roles are known only now), or a list of no use.
        """
        from django.conf import settings

        from huiyin.ledger.jobs import RUNNERS
        from huiyin.ledger.scanning import SCANNERS
        from huiyin.people.breached import check_list
        from huiyin.people.credentials import check_forced_roles
        from huiyin.site import clamd, jobs, push

        check_forced_roles(settings.ENVIRONMENT.second_factor)
        if settings.ENVIRONMENT.breached_passwords is not None:
            check_list(settings.ENVIRONMENT.breached_passwords)

        push.register_channels(settings.ENVIRONMENT)
        RUNNERS["read_source"] = jobs.read_source.enqueue
        RUNNERS["recompute_deadlines"] = jobs.recompute_deadlines.enqueue
        SCANNERS[:] = [clamd.scanner(settings.ENVIRONMENT.clamd)] if settings.ENVIRONMENT.clamd else []
