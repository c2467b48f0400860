"""Django's entry for the app that wires the others."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Jobs, health and commands."""

    name = "huiyin.site"
    label = "huiyin_site"

    def ready(self) -> None:
        """Let the apps hand their work to the queue (`huiyin.ledger.jobs.later`), and programs get the pages' words."""
        from huiyin.api import papers as papers_of_programs
        from huiyin.api import problems
        from huiyin.ledger.jobs import RUNNERS
        from huiyin.site import jobs, papers, sentences

        RUNNERS["read_source"] = jobs.read_source.enqueue
        RUNNERS["recompute_deadlines"] = jobs.recompute_deadlines.enqueue
        problems.TELLERS[:] = [sentences.sentence]
        papers_of_programs.MAKERS.update(papers.makers())
