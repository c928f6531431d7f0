"""What a web page prints around its article. It is left out, and each line is told with its reason."""

import re

_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|enero|febrero|marzo|abril|mayo|junio"
    r"|julio|agosto|septiembre|octubre|noviembre|diciembre|january|february|march|april|june|july|august"
    r"|september|october|november|december)\.?"
)
_DATE = (
    rf"(?:{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} (?:de )?{_MONTHS} (?:de )?\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4})"
)
_SITES = r"(?:facebook|twitter|x|linkedin|pinterest|whatsapp|reddit|instagram|e-?mail|correo)"

NAVIGATION = "a link of the page around the article"
SHARING = "a button of the page around the article"
COMMENTS = "a heading of the comments, which the hub has by itself"
COMMENT_FORM = "a field of the comment form, which the hub has by itself"
APPROVAL = "says that comments are approved first: comments are open, and the hub approves them"
CLOSED = "says that comments are closed: they are"
NEWSLETTER = "an invitation to the page's newsletter"
COPYRIGHT = "a copyright line; the hub adds the clinic's own attribution"
DATED = "a date; the hub keeps the dates of each edition"
DRAWN = "a drawn line"

_PATTERNS = {
    NAVIGATION: (
        r"(?:back|return) to (?:the |our )?(?:blog|news|articles|home|top|posts|all posts)",
        r"volver (?:al|a la|a los|a las) (?:blog|inicio|noticias|art[ií]culos|principio)",
        r"skip to (?:main )?content|saltar al contenido|menu|menú|home|inicio|search|buscar",
        r"log ?in|sign in|iniciar sesión|cart|(?:previous|next|older|newer) (?:post|article)s?",
        r"read more|continue reading|leer más|seguir leyendo|you (?:may|might) also like",
        r"related (?:posts|articles|reading)|(?:art[ií]culos|entradas) relacionad[oa]s",
    ),
    SHARING: (
        rf"share(?: this)?(?: (?:post|article|page))?(?: (?:on|via|by|with) {_SITES})?",
        rf"compartir(?: (?:este art[ií]culo|esta p[áa]gina))?(?: (?:en|por) {_SITES})?",
        rf"tweet(?: this)?|pin it|copy link|link copied|copiar enlace|{_SITES}",
        r"(?:print|imprimir)(?: this)?(?: (?:page|article|p[áa]gina))?",
        r"\d+ min(?:ute)?s? (?:read|de lectura)",
    ),
    COMMENTS: (
        r"(?:leave|post|add|write) a (?:comment|reply)|(?:no|\d+) comments?(?: yet)?|comments",
        r"(?:dej[ae]r?|escrib[ae]r?|agregar) un comentario|(?:sin|\d+) comentarios?|comentarios",
    ),
    APPROVAL: (
        r".{0,40}\bcomments? (?:need to|must|have to|has to|will|are)(?: be)?"
        r" (?:approved|moderated|reviewed)\b.{0,80}",
        r".{0,40}\bcomentarios (?:deben|necesitan|tienen que|se)\b.{0,20}(?:aprob|moder|revis).{0,80}",
    ),
    CLOSED: (
        r"comments (?:are|have been) closed(?: .{1,40})?|comentarios cerrados",
        r"los comentarios (?:est[áa]n|han sido) cerrados",
    ),
    NEWSLETTER: (r"(?:subscribe|sign up)(?: (?:to|for) .{1,40})?|suscr[ií]b\w+(?: a .{1,40})?",),
    COPYRIGHT: (r"(?:©|\(c\)|copyright)\s.{0,100}|all rights reserved|todos los derechos reservados",),
    DATED: (rf"(?:(?:posted|published|updated|last updated|publicado|actualizado)(?: on| el)?:? )?{_DATE}",),
}
_FURNITURE = tuple(
    (re.compile("|".join(patterns), re.IGNORECASE), reason) for reason, patterns in _PATTERNS.items()
)
_FORM_FIELDS = re.compile(
    r"(?:your )?(?:name|e-?mail|comment|message|website)|(?:post|submit)(?: comment)?|send"
    r"|(?:su |tu )?(?:nombre|correo(?: electr[óo]nico)?|comentario|mensaje)"
    r"|(?:publicar|enviar)(?: comentario)?",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"(?:[=\-_*~—–•·#]\s?){3,}")


def reason_to_leave_out(text: str) -> str | None:
    words = _bare(text)
    return next((reason for pattern, reason in _FURNITURE if pattern.fullmatch(words)), None)


def is_form_field(text: str) -> bool:
    """True for what stands under "Leave a comment"; elsewhere the same word may belong to the article."""
    return _FORM_FIELDS.fullmatch(_bare(text)) is not None


def is_drawn_line(text: str) -> bool:
    return _DRAWN.fullmatch(text) is not None


def _bare(text: str) -> str:
    """Without the arrows and stars that pages put around their links and labels."""
    return text.strip(" ←→«»‹›<>|*•·.:!…")
