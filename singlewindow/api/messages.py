"""What the document says of messages: their formats, and a decision in its three formats."""

from typing import Any

from singlewindow.api.describing import Schema, struct
from singlewindow.api.problems import ProblemDetails
from singlewindow.casework import Decision

WCO_XML: Schema = {
    "type": "string",
    "description": "A WCO goods declaration (DEC) in XML.",
}
WCO_JSON: Schema = {"$ref": "#/components/schemas/WcoMessage"}
WCO_RES_XML: Schema = {"type": "string", "description": "A WCO response message (RES) in XML."}
WCO_RES_JSON: Schema = {
    "type": "object",
    "description": "A WCO response message (RES) in JSON.",
    "externalDocs": {"url": "/api/v1/schemas/response", "description": "Its JSON Schema."},
}

MESSAGE_BODY: dict[str, Any] = {
    "application/xml": {"schema": WCO_XML},
    "text/xml": {"schema": WCO_XML},
    "application/json": {"schema": WCO_JSON},
}
"""The body of a lodgement. Examples are added from the country's samples."""

ANY_BODY: dict[str, Any] = MESSAGE_BODY | {
    "application/json": {
        "schema": {"description": "A message as a lodgement takes it (WcoMessage), or what may be one."}
    }
}
"""The body of a check, which takes anything and says what is wrong with it."""

DECISION: dict[str, Schema] = {"json": struct(Decision), "xml": WCO_RES_XML, "res": WCO_RES_JSON}
REJECTION: dict[str, Schema] = {"problem": struct(ProblemDetails), "xml": WCO_RES_XML, "res": WCO_RES_JSON}

COMPONENTS: dict[str, Schema] = {
    "WcoMessage": {
        "type": "object",
        "description": (
            "A WCO goods declaration (DEC) in JSON: the elements of the XML by the same names. Elements that may be "
            "repeated are lists; an amount is {value, currencyID}, a measure {value, unitCode}, a date {value, "
            "formatCode}. "
            "The envelope MetaData may be left out. What is checked is the XML schema, which both spellings share."
        ),
        "properties": {"MetaData": {"type": "object"}, "Declaration": {"type": "object"}},
        "oneOf": [{"required": ["MetaData"]}, {"required": ["Declaration"]}],
        "externalDocs": {"url": "/api/v1/schemas/declaration", "description": "Its JSON Schema."},
    }
}
