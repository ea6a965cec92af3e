// How many accounts sent a template on each day (UTC, days since 1970), from the hours that are kept.
// param template: string - id of the template
// returns day, accounts
MATCH (a:Account)-[r:SENT_TEMPLATE]->(t:PromptTemplate {id: $template})
UNWIND r.hours AS hour
WITH a.id AS account, toInteger(floor(hour / 24.0)) AS day
RETURN day, count(DISTINCT account) AS accounts
ORDER BY day
