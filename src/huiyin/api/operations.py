"""How an operation is declared: its scope and action, what it gives, and every refusal that it may answer."""

from collections.abc import Callable
from typing import Any, TypeVar

from ninja import Router

from huiyin.api.access import Needs

View = TypeVar("View", bound=Callable[..., Any])
READ = (400, 401, 403, 404, 422, 429, 500, 503)
WRITE = (*READ, 409, 412, 413, 428)


def operation(
    router: Router,
    method: str,
    path: str,
    *,
    says: str,
    scope: str,
    action: str,
    gives: Any,
    status: int = 200,
    versioned: bool = False,
) -> Callable[[View], View]:
    """Declare a view as an operation.

    Args:
        says: one line for the documentation, a message of the catalogue.
        action: the row of `people.permissions.TABLE`.
        gives: the schema of the answer; None where it is a file.
        versioned: whether the caller must say by If-Match which version was seen.
    """
    refusals = READ if method == "GET" else WRITE
    extra: dict[str, Any] = {"x-scope": scope, "x-action": action, "x-versioned": versioned}
    if gives is None:
        binary = {"schema": {"type": "string", "format": "binary"}}
        extra["responses"] = {200: {"description": "The file", "content": {"*/*": binary}}}
    # A refusal is raised, never given back: a model of each for each operation would cost every start half a second.
    answers = {**({status: gives} if gives is not None else {}), **dict.fromkeys(sorted(refusals))}

    def declare(view: View) -> View:
        router.add_api_operation(
            path,
            [method],
            view,
            auth=Needs(scope, action),
            response=answers,
            operation_id=view.__name__,
            summary=says,
            openapi_extra=extra,
        )
        return view

    return declare
