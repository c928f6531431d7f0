"""How drf-spectacular reads our views: they have no serializers, since what they answer is stored."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from .described import Contract
from .parameters import describe_path, describe_query

PROBLEM = "application/problem+json"
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
        described: Contract = self.view.posted if self.method == "POST" else self.view.contract
        return described.of(self.view)

    def get_operation_id(self) -> str:
        return self._contract.id

    def get_summary(self) -> str:
        return self._contract.summary

    def get_tags(self) -> list[str]:
        return [self._contract.tag]

    def get_auth(self) -> list[dict[str, Any]]:
        return []

    def get_override_parameters(self) -> list[Any]:
        path = [describe_path(name) for name in ("name", "number") if f"{{{name}}}" in self.path]
        if self.method == "POST":
            return [*path, describe_query("locale")]
        where = {"maximum": self.view.largest_page, "any_locale": self.view.any_locale}
        query = [describe_query(name, **where) for name in sorted(self.view.parameters)]
        return [*path, *query, _ETAG]

    def get_request_serializer(self) -> dict[str, Any] | None:
        if self.method != "POST":
            return None
        schema = reference("CommentSubmission")
        return dict.fromkeys(self.map_parsers(), schema)

    def get_response_serializers(self) -> dict[Any, Any]:
        contract = self._contract
        schema = reference(contract.schema) if contract.schema else {"type": "string"}
        responses: dict[Any, Any] = {
            (str(contract.status), contract.media_type): OpenApiResponse(schema, "What was asked for."),
            ("default", PROBLEM): OpenApiResponse(reference("Problem"), "Anything that goes wrong."),
        }
        if self.method == "GET":
            responses["304"] = OpenApiResponse(None, "What you have is what there is.")
        return responses


def reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
