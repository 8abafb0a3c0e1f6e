"""The API's own description is fuzzed: no question that can be asked ends in a failure of the server."""

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from onrecord.web.app import make_app
from onrecord.web.guard import rules_for
from onrecord.web.shelf import Shelf

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_no_question_fails_and_every_answer_is_as_described(copy):
    rules = rules_for("testserver", 80)  # what the fuzzer's client calls itself
    described = schemathesis.openapi.from_asgi("/api/openapi.json", make_app(Shelf(copy, "tester"), rules))
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=25,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case):
            nonlocal asked
            asked += 1
            if case.operation.path == "/api/add" and isinstance(case.body, dict):
                case.body = {"urls": ["http://127.0.0.1/"]}  # nothing is fetched in a test
            case.call_and_validate(checks=CHECKS)

        ask()
    assert asked > 200
