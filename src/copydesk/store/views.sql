-- Questions that a desk asks, as views of the story file. What each answers stands in docs/story-file.md; a column that
-- names a record ends in `_id`. A day that is not known to the day has no number of days.

CREATE VIEW dated_articles AS
SELECT articles.id AS article_id, articles.title, articles.outlet, pages.uri AS page,
       json_extract(articles.published, '$.value') AS published,
       json_extract(articles.published, '$.basis') AS basis,
       CASE WHEN json_extract(articles.published, '$.value') GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'
             AND json_extract(articles.published, '$.value') NOT LIKE '%/%'
            THEN substr(json_extract(articles.published, '$.value'), 1, 10) END AS day
FROM articles LEFT JOIN pages ON pages.id = articles.page;

CREATE VIEW timeline AS
SELECT events.date, events.modifier, events.status, events.text,
       (SELECT group_concat(entities.name, ', ') FROM json_each(events.participants) AS one
        JOIN entities ON entities.id = one.value) AS participants,
       (SELECT group_concat(outlet, ', ') FROM (
          SELECT DISTINCT coalesce(dated_articles.outlet, dated_articles.page) AS outlet
          FROM json_each(events.evidence) AS one
          JOIN dated_articles ON dated_articles.article_id = json_extract(one.value, '$.article'))) AS outlets,
       json_array_length(events.evidence) AS places, events.salience, events.id AS event_id
FROM events
ORDER BY events.date, events.salience DESC;

CREATE VIEW quotes AS
SELECT sources.called AS source, sources.identification, attributions.stance, attributions.kind,
       (SELECT group_concat(substr(articles.text, json_extract(one.value, '$[0]') + 1,
                                   json_extract(one.value, '$[1]') - json_extract(one.value, '$[0]')), ' … ')
        FROM json_each(attributions.content_spans) AS one) AS words,
       coalesce(dated_articles.outlet, dated_articles.page) AS outlet, dated_articles.published, dated_articles.title,
       attributions.id AS attribution_id, attributions.source AS source_id, attributions.article AS article_id
FROM attributions
JOIN articles ON articles.id = attributions.article
JOIN dated_articles ON dated_articles.article_id = attributions.article
LEFT JOIN sources ON sources.id = attributions.source;

CREATE VIEW wordings AS
SELECT coalesce(entities.name, sources.called) AS speaker,
       json_extract(variant.value, '$.text') AS wording,
       coalesce(dated_articles.outlet, dated_articles.page) AS outlet, dated_articles.published,
       json_array_length(quotations.variants) AS wordings_in_all,
       quotations.id AS quotation_id, attributions.id AS attribution_id
FROM quotations, json_each(quotations.variants) AS variant, json_each(variant.value, '$.attributions') AS one
JOIN attributions ON attributions.id = one.value
JOIN dated_articles ON dated_articles.article_id = attributions.article
LEFT JOIN entities ON entities.id = quotations.speaker
LEFT JOIN sources ON sources.id = quotations.speaker;

CREATE VIEW claims_with_backing AS
SELECT claims.text AS claim, claims.verdict,
       json_extract(claims.corroboration, '$.at_least') AS at_least,
       json_extract(claims.corroboration, '$.at_most') AS at_most,
       (SELECT group_concat(one.value, ', ') FROM json_each(claims.corroboration, '$.newsrooms') AS one) AS newsrooms,
       (SELECT group_concat(sources.called, '; ')
        FROM json_each(claims.corroboration, '$.sources') AS one JOIN sources ON sources.id = one.value) AS sources,
       (SELECT count(*) FROM json_each(claims.corroboration, '$.sources') AS one JOIN sources ON sources.id = one.value
        WHERE sources.identification = 'named') AS named_sources,
       json_extract(claims.corroboration, '$.articles') AS articles,
       json_extract(claims.corroboration, '$.families') AS families,
       claims.weight, claims.id AS claim_id
FROM claims;

CREATE VIEW places_of_claims AS
SELECT claims.text AS claim, json_extract(place.value, '$.stance') AS stance, json_extract(place.value, '$.voice') AS voice,
       sources.called AS said_by,
       substr(articles.text, json_extract(place.value, '$.ref.span[0]') + 1,
              json_extract(place.value, '$.ref.span[1]') - json_extract(place.value, '$.ref.span[0]')) AS words,
       coalesce(dated_articles.outlet, dated_articles.page) AS outlet, dated_articles.published,
       json_extract(place.value, '$.copied_from') IS NOT NULL AS is_copied,
       claims.id AS claim_id, articles.id AS article_id
FROM claims, json_each(claims.assertions) AS place
JOIN articles ON articles.id = json_extract(place.value, '$.ref.article')
JOIN dated_articles ON dated_articles.article_id = articles.id
LEFT JOIN attributions ON attributions.id = json_extract(place.value, '$.attribution')
LEFT JOIN sources ON sources.id = attributions.source;

CREATE VIEW who_copied_whom AS
SELECT CASE way WHEN 'common_origin' THEN 'both from elsewhere' WHEN 'undecided' THEN 'cannot be told'
                ELSE 'copied' END AS direction,
       coalesce(original.outlet, original.page) AS original, original.published AS original_published,
       coalesce(taker.outlet, taker.page) AS copy, taker.published AS copy_published,
       CASE WHEN way IN ('a_to_b', 'b_to_a') THEN julianday(taker.day) - julianday(original.day) END AS days_later,
       kind, round(CASE WHEN way = 'b_to_a' THEN a_coverage ELSE b_coverage END, 2) AS share_of_copy,
       round(confidence, 2) AS confidence, original.title AS original_title, taker.title AS copy_title, copy_id,
       original.article_id AS original_id, taker.article_id AS taker_id
FROM (SELECT id AS copy_id, a, b, kind, a_coverage, b_coverage, json_extract(direction, '$.value') AS way,
             json_extract(direction, '$.confidence') AS confidence FROM copies)
JOIN dated_articles AS original ON original.article_id = CASE way WHEN 'b_to_a' THEN b ELSE a END
JOIN dated_articles AS taker ON taker.article_id = CASE way WHEN 'b_to_a' THEN a ELSE b END;

CREATE VIEW who_is_heard AS
SELECT sources.called AS source, sources.identification, sources.kind,
       sources.count AS people, count(attributions.id) AS times,
       sum(attributions.kind <> 'indirect') AS in_quotation_marks,
       count(DISTINCT attributions.article) AS articles,
       (SELECT group_concat(outlet, ', ') FROM (
          SELECT DISTINCT coalesce(place.outlet, place.page) AS outlet
          FROM attributions AS one JOIN dated_articles AS place ON place.article_id = one.article
          WHERE one.source = sources.id)) AS outlets,
       sources.reason AS why_not_named, sources.id AS source_id
FROM sources
JOIN attributions ON attributions.source = sources.id
GROUP BY sources.id;
