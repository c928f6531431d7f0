"""HL7 Context-Aware Knowledge Retrieval (Infobutton), URL-based: from clinical codes to articles.

Requests and answers are those of MedlinePlus Connect, so that what reads that one reads this one too. Beyond
it, a request may have several codes, and the answer says which of them led nowhere, and why.
"""
