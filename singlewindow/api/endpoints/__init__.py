"""The endpoints, one a file, named by what they do. Importing this package puts them all on the blueprint."""

from singlewindow.api.endpoints import (  # noqa: F401 - imported for what they register
    add_webhook,
    amend_declaration,
    answer_question,
    ask_question,
    cancel_declaration,
    check_message,
    decide_request,
    find_requirements,
    give_verdict,
    list_cases,
    list_versions,
    list_webhooks,
    list_work,
    lodge_declaration,
    read_case,
    read_decision,
    read_json_schema,
    read_message,
    read_revocations,
    remove_webhook,
)
