"""Django's entry for the app that wires the others."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Jobs, health and commands."""

    name = "huiyin.site"
    label = "huiyin_site"

    def ready(self) -> None:
        """Let the apps hand their work to the queue (`huiyin.ledger.jobs.later`), and programs get the pages' words.

        Raises:
            HuiyinError: a setting names no role that there is (roles are known only now), or a list of no use.
        """
        from django.conf import settings

        from huiyin.api import papers as papers_of_programs
        from huiyin.api import problems
        from huiyin.ledger.jobs import RUNNERS
        from huiyin.ledger.scanning import SCANNERS
        from huiyin.people.breached import check_list
        from huiyin.people.credentials import check_forced_roles
        from huiyin.site import clamd, jobs, papers, sentences

        check_forced_roles(settings.ENVIRONMENT.second_factor)
        if settings.ENVIRONMENT.breached_passwords is not None:
            check_list(settings.ENVIRONMENT.breached_passwords)

        RUNNERS["read_source"] = jobs.read_source.enqueue
        RUNNERS["recompute_deadlines"] = jobs.recompute_deadlines.enqueue
        SCANNERS[:] = [clamd.scanner(settings.ENVIRONMENT.clamd)] if settings.ENVIRONMENT.clamd else []
        problems.TELLERS[:] = [sentences.sentence]
        papers_of_programs.MAKERS.update(papers.makers())
