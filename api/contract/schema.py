"""How drf-spectacular reads our views: they have no serializers, since what they answer is stored."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from ..fields import MEDIA_TYPE as FIELDS
from .components import components
from .described import Contract
from .examples import example_of, example_of_form
from .parameters import describe_path, describe_query

PROBLEM = "application/problem+json"
PARTNER_KEY = "partnerKey"
_ETAG = OpenApiParameter(
    "ETag",
    type={"type": "string"},
    location="header",
    response=[200],
    description="The SHA-256 of the bytes. Send it as `If-None-Match`: 304 says that nothing changed.",
)


class ContractSchema(AutoSchema):
    """An operation of the contract, from what its view says and does."""

    @property
    def _contract(self) -> Contract:
        described: Contract = self.view.contract if self.method == "GET" else self.view.written[self.method]
        return described.of(self.view)

    def get_operation_id(self) -> str:
        return self._contract.id

    def get_summary(self) -> str:
        return self._contract.summary

    def get_tags(self) -> list[str]:
        return [self._contract.tag]

    def get_auth(self) -> list[dict[str, Any]]:
        return [{PARTNER_KEY: []}] if self._is_partners else []

    @property
    def _is_partners(self) -> bool:
        """Told by the address: a key opens nothing else."""
        return str(self.path).startswith("/api/v1/partner/")

    def get_override_parameters(self) -> list[Any]:
        path = [describe_path(name) for name in ("name", "number", "id") if f"{{{name}}}" in self.path]
        if self.method != "GET":
            return [*path, *([] if self._is_partners else [describe_query("locale", self.view)])]
        query = [describe_query(name, self.view, self._keys()) for name in sorted(self.view.parameters)]
        return [*path, *query, _ETAG]

    def _keys(self) -> list[str]:
        """What `fields` may name."""
        schema = components().get(self._contract.fields or "", {})
        listed = schema.get("properties", {}).get("results", {}).get("items", {}).get("$ref", "")
        return list(components().get(listed.rpartition("/")[2], schema).get("properties", {}))

    def get_request_serializer(self) -> dict[str, Any] | None:
        body = None if self.method == "GET" else self._contract.body
        return dict.fromkeys(self.map_parsers(), reference(body)) if body else None

    def get_response_serializers(self) -> dict[Any, Any]:
        contract = self._contract
        responses: dict[Any, Any] = {
            **_answer_of(contract),
            **_other_forms(contract),
            ("default", PROBLEM): _shown(
                reference("Problem"), "Anything that goes wrong.", example_of("Problem")
            ),
        }
        if self.method == "GET":
            responses["304"] = OpenApiResponse(None, "What you have is what there is.")
        return responses


def _answer_of(contract: Contract) -> dict[Any, Any]:
    if contract.status == 204:
        return {"204": OpenApiResponse(None, "It is done.")}
    schema = reference(contract.schema) if contract.schema else _form(contract.media_type)
    example = _example(contract.schema, contract.media_type)
    return {(str(contract.status), contract.media_type): _shown(schema, "What was asked for.", example)}


def _other_forms(contract: Contract) -> dict[Any, Any]:
    """What the same address answers to `fields`, and to another `Accept`."""
    status = str(contract.status)
    forms: dict[Any, Any] = {
        (status, media_type): _shown(
            _form(media_type), "As `Accept` asks for it.", example_of_form(media_type)
        )
        for media_type in contract.others
    }
    if contract.fields:
        forms[status, FIELDS] = _shown(
            reference(contract.fields), "What `fields` asks for.", example_of(contract.fields)
        )
    return forms


def _form(media_type: str) -> dict[str, Any]:
    """What is no document of ours: text, or an object in the words of schema.org."""
    return {"type": "object"} if media_type.endswith("json") else {"type": "string"}


def _example(schema: str | None, media_type: str) -> Any:
    return example_of(schema) if schema else example_of_form(media_type)


def _shown(schema: Any, description: str, example: Any) -> OpenApiResponse:
    """A response, with an example taken from the golden files."""
    examples = [OpenApiExample("golden", value=example, response_only=True)] if example is not None else []
    return OpenApiResponse(schema, description, examples)


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
