"""What a partner reads: its articles, their history, and what changes."""

from ..contract.described import Contract
from ..representations import REPRESENTATIONS
from ..views.changes import ChangeListView
from ..views.editions import EditionListView, EditionView
from ..views.things import DocumentView, RepresentationView, ThingListView
from .access import PartnerView


class PartnerArticleListView(PartnerView, ThingListView):
    """Listings of what is public and of what is for partners, filed under the partner's topics."""

    contract = Contract(
        "list_partner_{name}",
        "List the {name} that a partner may read",
        "{Kind}ListingPage",
        fields="{Kind}ListingFieldsPage",
        tag="partner",
    )


class PartnerArticleView(PartnerView, DocumentView):
    """The document, or another form of it."""

    parameters = DocumentView.parameters
    contract = Contract(
        "get_partner_{kind}",
        "Read {a_kind} as a partner",
        "{Kind}",
        fields="{Kind}Fields",
        others=DocumentView.offers[1:],
        tag="partner",
    )


class PartnerRepresentationView(PartnerView, RepresentationView):
    """One of its other forms, at an address of its own."""

    parameters = RepresentationView.parameters


class PartnerEditionListView(PartnerView, EditionListView):
    """The history, newest first."""

    parameters = EditionListView.parameters
    contract = Contract(
        "list_partner_{kind}_editions",
        "List the editions of one {kind} as a partner",
        "EditionPage",
        tag="partner",
    )


class PartnerEditionView(PartnerView, EditionView):
    """One edition."""

    parameters = EditionView.parameters
    contract = Contract(
        "get_partner_{kind}_edition", "Read one edition of one {kind} as a partner", "{Kind}", tag="partner"
    )


class PartnerChangeListView(PartnerView, ChangeListView):
    """Everything that a partner may read, and what it may read no longer, in the order of the ledger."""

    parameters = ChangeListView.parameters
    contract = Contract(
        "list_partner_changes", "Follow what changes for a partner", "ChangePage", tag="partner"
    )


FORMS = tuple(
    (
        each,
        Contract(
            f"get_partner_{{kind}}_{each.name}",
            f"Read {{a_kind}} as {each.name.replace('_', '-')}, as a partner",
            None,
            each.media_type,
            tag="partner",
        ),
    )
    for each in REPRESENTATIONS
)
"""Every other form of an article, and how the contract describes it."""
