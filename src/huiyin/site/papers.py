"""Files of lists (导出): made by the pages, lent to the interface of programs, which knows no pages."""

from huiyin.api.papers import Maker
from huiyin.web.access import unguarded
from huiyin.web.congress import attendance, glance, tables
from huiyin.web.documents import hand_over, ledger, plan, yearly
from huiyin.web.ledger import exporting
from huiyin.web.statistics import views as statistics
from huiyin.web.suggestions import desk


def makers() -> dict[str, Maker]:
    """Return the views that make files, by the operation that hands each out and has asked for permission."""
    return {
        "get_ledger_workbook": unguarded(exporting.ledger_export),
        "get_ledger_table": unguarded(ledger.ledger_table),
        "get_statistics_workbook": unguarded(statistics.statistics_export),
        "get_plan_workbook": unguarded(plan.plan_workbook),
        "get_plan_table": unguarded(plan.plan_word),
        "get_suggestions_workbook": unguarded(desk.suggestions_export),
        "get_hand_over_workbook": unguarded(hand_over.hand_over_workbook),
        "get_hand_over_table": unguarded(hand_over.hand_over_word),
        "get_yearly_report": unguarded(yearly.yearly_word),
        "get_roster_workbook": unguarded(tables.roster_table),
        "get_attendance_workbook": unguarded(attendance.attendance_table),
        "get_glance_workbook": unguarded(glance.glance_table),
    }
