"""The engine: what is to be made, made on all cores, put into output/."""

from everyleaf.engine.gathering import Gathered, Localised, gather
from everyleaf.engine.plan import Selection, Task, make_tasks
from everyleaf.engine.publishing import Report, State, publish

__all__ = [
    "Gathered",
    "Localised",
    "Report",
    "Selection",
    "State",
    "Task",
    "gather",
    "make_tasks",
    "publish",
]
