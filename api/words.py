"""What the API's own pages for readers say, in the languages of the site."""

_EN = {
    "title": "Comments on “{title}”",
    "back": "Back to the article",
    "none": "No comments yet.",
    "more": "Later comments",
    "earlier": "Earlier comments",
    "form": "Leave a comment",
    "intro": "We read each comment before others can. Write nothing by which you could be recognised.",
    "name": "Your name",
    "name_hint": "A first name is enough. It is shown with your comment.",
    "text": "Your comment",
    "send": "Send the comment",
    "sent": "Thank you. Your comment waits for approval.",
    "closed": "Comments are closed for this article.",
    "problem": "This comment was not sent.",
}
_ES = {
    "title": "Comentarios sobre «{title}»",
    "back": "Volver al artículo",
    "none": "Todavía no hay comentarios.",
    "more": "Comentarios posteriores",
    "earlier": "Comentarios anteriores",
    "form": "Deje un comentario",
    "intro": "Leemos cada comentario antes que nadie. No escriba nada por lo que se le pueda reconocer.",
    "name": "Su nombre",
    "name_hint": "Basta con el nombre de pila. Se muestra con su comentario.",
    "text": "Su comentario",
    "send": "Enviar el comentario",
    "sent": "Gracias. Su comentario espera aprobación.",
    "closed": "Los comentarios de este artículo están cerrados.",
    "problem": "Este comentario no se envió.",
}
_WORDS = {"en": _EN, "es": _ES}


def words_for(locale: str) -> dict[str, str]:
    """In the reader's language, or in English."""
    return _WORDS.get(locale.partition("-")[0], _EN)
