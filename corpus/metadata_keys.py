"""Which properties name which field of the metadata, by the kind of statement."""

from __future__ import annotations

from collections.abc import Mapping

# Keys are in lower case; a number after a colon is the certainty.
_RECORD = {
    "title": "title headline",
    "byline": "author authors author.name authors.name byline by creator writer",
    "date": "date published publish_date pubdate pub_date published_at date_published datepublished "
    "publication_date created",
    "modified": "updated modified lastmod last_modified date_modified datemodified updated_at",
    "publisher": "publisher publisher.name publication outlet site site_name newspaper agency source:1 source.name",
    "licence": "licence license rights copyright license_url licence_url usage",
    "url": "url source_url link canonical canonical_url permalink original_url source:1 source.url uri",
    "language": "lang language locale",
    "captured": "retrieved retrieved_at fetched fetched_at crawled crawl_date captured captured_at date_download "
    "warc-date",
    "based_on": "original_url originally_published_at based_on is_based_on",
    "kind": "type",
    "hash": "sha256 sha1 sha512 md5 hash checksum digest",
}
_META = {
    "title": "og:title twitter:title:1 title:1 dc.title dcterms.title citation_title headline parsely-title",
    "byline": "author article:author dc.creator dcterms.creator citation_author byl parsely-author sailthru.author",
    "date": "article:published_time date dc.date dc.date.issued dcterms.issued dcterms.created dcterms.date "
    "citation_date og:published_time article:published publishdate datepublished pubdate "
    "publish-date publication_date citation_publication_date parsely-pub-date sailthru.date",
    "modified": "article:modified_time og:updated_time last-modified datemodified dcterms.modified revised",
    "publisher": "og:site_name publisher dc.publisher dcterms.publisher article:publisher "
    "citation_journal_title citation_publisher:1 application-name:1",
    "licence": "license licence rights copyright dc.rights dcterms.rights dcterms.license",
    "url": "og:url citation_public_url parsely-link dcterms.identifier dc.identifier",
    "language": "og:locale language dc.language content-language",
}
_JSON_LD = {
    "title": "headline name:1",
    "byline": "author.name author creator.name creator",
    "date": "datepublished datecreated:1",
    "modified": "datemodified",
    "publisher": "publisher.name publisher publisher.alternatename:1",
    "licence": "license license.name license.url copyrightnotice:1",
    "url": "url mainentityofpage:1 mainentityofpage.@id:1 @id:1",
    "language": "inlanguage inlanguage.name",
    "based_on": "isbasedon isbasedon.url isbasedon.@id",
    "kind": "@type",
}
_MICRODATA = {
    "title": "headline name:1 title:1",
    "byline": "author.name author creator.name creator author.item:1 creator.item:1",
    "date": "datepublished datecreated:1",
    "modified": "datemodified",
    "publisher": "publisher.name publisher publisher.item:1",
    "licence": "license",
    "url": "url mainentityofpage:1",
    "language": "inlanguage",
}
_OTHER = {
    "title": {"": "title:2"},
    "h1": {"": "title:1"},
    "link": {"license": "licence", "canonical": "url"},
    "html": {"lang": "language"},
    "time": {"published": "date", "updated": "modified", "": "date:2"},
    "class": {"title": "title:1", "author": "byline:1", "date": "date:1", "modified": "modified:1"},
    "page": {"rights": "licence:1"},
}


def _table(fields: Mapping[str, str]) -> dict[str, list[tuple[str, int]]]:
    table: dict[str, list[tuple[str, int]]] = {}
    for field, keys in fields.items():
        for key in keys.split():
            name, _, certainty = key.rpartition(":")
            if certainty.isdigit():
                table.setdefault(name, []).append((field, int(certainty)))
            else:
                table.setdefault(key, []).append((field, 0))
    return table


BY_KIND = {
    "front matter": _table(_RECORD),
    "record": _table(_RECORD),
    "meta": _table(_META),
    "json-ld": _table(_JSON_LD),
    "microdata": _table(_MICRODATA),
    **{
        kind: {key: [(field.partition(":")[0], int(field.partition(":")[2] or 0))] for key, field in keys.items()}
        for kind, keys in _OTHER.items()
    },
}
"""For each kind of statement and each of its keys: the fields, with the certainty of the value."""
