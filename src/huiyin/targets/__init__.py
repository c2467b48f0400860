"""Targets of the planned year and results of the past one (年度目标与完成情况), side by side for many reports."""

from huiyin.targets.extract import read_targets
from huiyin.targets.indicators import Indicator, indicators
from huiyin.targets.model import SCHEMA, Figure, ReportTargets, TargetsFile, to_json

__all__ = ["SCHEMA", "Figure", "Indicator", "ReportTargets", "TargetsFile", "indicators", "read_targets", "to_json"]
