"""Lines that a page, a mailer, a printer or a wire puts around articles, and that are not the same on all of them."""

from __future__ import annotations

import re

TIME = r"\d{1,2} ?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhdwy])"
_NUMBER = r"[\d,.]{1,7}k?"
_PICTURE = r"(?:photo|image|picture|slide|video|item)"

# In lower case and without what decorates them. Each tells by itself.
COUNTED = re.compile(
    # Counts of comments, readers and minutes.
    rf"\(?{_NUMBER}\)? (?:comments?|replies|shares?|views?|likes?|min(?:ute)?s? (?:read|listen))\)?"
    rf"|(?:comments?|replies|shares|views|likes|post views|reads|page views):? \(?{_NUMBER}\)?"
    r"|(?:estimated |est\. )?read(?:ing)? time:? .{0,30}|loading ?(?:\.{2,3}|…)"
    r"|visited \d{1,6} times?,? .{0,40}|join [\d,]{2,9} other (?:followers|subscribers|readers|members)"
    r"|you(?:'ve| have) (?:read|used|viewed) \d{1,2} of (?:your )?\d{1,2} .{0,30}articles.{0,30}"
    r"|this (?:article|story|post) is (?:more than )?(?:\d{1,2}|an?) (?:years?|months?) old"
    rf"|(?:last )?(?:updated|published|posted|modified) {TIME} ago"
    # The head and the foot of a comment, the foot of a post.
    r"|\d{1,4} (?:thoughts?|responses?|replies|comments?) (?:on|to) .{1,150}"
    r"|.{1,40} (?:says|wrote|said):? .{0,12}\d{1,2},? \d{4},? at .{1,20}"
    r"|.{2,40} (?:wrote|said) on \d{1,2} \w{3,9} \d{4} at \d.{1,12}"
    r"|[\w@.-]{2,30} \d{1,2} \w{3,9} \d{4} at \d{1,2}[:.]\d\d(?: ?[ap]m)?"
    rf"|[\w.@-]{{2,30}} ?[·•|] ?{TIME} ago(?: ?[·•|] ?edited)?"
    rf"|(?:(?:reply|like|report|share|flag) ?[·•|]? ?){{1,3}}(?:\d{{1,4}}|{TIME})(?: ago)?"
    r"|sort(?:ed)? by:? (?:newest|oldest|best|top|popular|relevance|most \w{2,10})(?: first)?"
    r"|posted by .{1,40} (?:at|on) .{0,30}\d.{0,10}"
    r"|posted (?:on|by) .{3,40} (?:by|on) .{2,40} (?:in|under) .{2,80}"
    # Numbers of pages, pictures and films, and names of files.
    r"|(?:[«<‹] ?)?(?:prev(?:ious)? )?\d{1,3}(?: \d{1,3}){2,12}(?: ?(?:…|\.{3}) ?\d{0,4})?(?: next)?"
    r"|page \d{1,3} of \d{1,3}.{0,8}next"
    rf"|{_PICTURE} \d{{1,3}} (?:of|/) \d{{1,3}}|slide \d{{1,3}}|\d{{1,2}}:\d\d ?/ ?\d{{1,2}}:\d\d"
    r"|[\w()%.-]{1,80}\.(?:jpe?g|png|gif|webp|heic|tiff?|mp4|mp3)"
    r"|(?:continued|cont(?:['’]?d|\.)?|turn) (?:on|to|from) (?:page )?[a-z]?\d{1,3}|see .{2,40}, page [a-z]?\d{1,3}"
    # What printers and libraries stamp on pages.
    r"|downloaded (?:from|by) .{3,100} (?:on|at) .{0,20}\d{4}.{0,20}|licensed to .{3,60} downloaded .{4,40}"
    r"|https?://[^\s]{4,200} \d{1,3}/\d{1,3}"
    r"|\d{1,2}/\d{1,2}/(?:\d\d){1,2},? (?:\d{1,2}:\d\d(?: ?[ap]m)?,? )?.{3,100} [–|-] .{2,60}"
    # Questions to the reader, and posts of other sites.
    r"|(?:was|is) this (?:article|page|post|story|information|answer) (?:helpful|useful|interesting)\b.{0,30}"
    r"|(?:did you find|how useful was|how helpful was) this .{3,40}|rate this (?:article|post|story|page|recipe)"
    r"|follow (?:us |me )?(?:on \w{1,12} )?@\w{2,30}.{0,40}"
    r"|a (?:post|photo|video) shared by .{1,80}|pic\.twitter\.com/\w{4,20}"
    r"|view (?:this )?(?:post|tweet|photo) on \w{1,12}"
    r"|[^()]{0,60}\(@\w{1,20}\) \w{3,9} \d{1,2}, \d{4}"
    r"|(?:add|make|choose) (?:us )?(?:as )?(?:your |a )?preferred source on google"
    # What templates and wikis leave.
    r"|(?:insert|place|add) (?:[\w’'-]{1,15} ){1,4}here"
    r"|(?:headline|caption|byline|text|title|image|photo|quote|subhead|standfirst) (?:goes|to go) here"
    r"|(?:pull ?quote|subhead|standfirst|strapline|kicker|web head(?:line)?|seo (?:title|headline)|meta description)"
    r"\s?: .{2,140}"
    r"|this page was last (?:edited|modified|updated) on .{4,40}|retrieved from \"?https?:.{4,150}"
    r"|this transcript was (?:automatically|auto-?|machine[- ]?)\s?generated.{0,60}"
    r"|(?:strictly )?embargo(?:ed)? (?:until|till|for|to) .{0,80}\d.{0,40}"
)
# Parts of a footer that are not the same on all sites: “Powered by TownPress”, “© 2024 Harbour Post Ltd”.
OF_FOOTER = re.compile(
    r"(?:powered by|hosted by|design(?:ed)? by|theme(?: by)?:?|copyright|\(c\)|©|all rights reserved|sign up (?:for|to)"
    r"|subscribe to|follow us|find us|like us|join us|manage your|update your|forward (?:this )?to"
    r"|view (?:this|in|online)|add us to)\b.{0,60}|©.{0,60}|\d{1,3} min(?:ute)?s?"
)
# As it stands: slugs, marks of takes and stamps of wire services, fields of press archives, labels in brackets.
WIRE = re.compile(
    r"(?:BC-[A-Z][\w'-]{1,40}|(?:US|EU|AS|ML|LT|CN|AF|UN)--[A-Z][\w'-]{1,40})(?:--?[\w .'-]{1,40})?(?:,.{1,40})?"
    r"|.{0,60}\b(?i:\d(?:st|nd|rd|th) ?(?:ld(?:[- ]writethr(?:u|ough))?|lead[- ]writethr(?:u|ough)))(?:[ ,-].{0,30})?"
    r"|(?:AP|AFP|UPI|DPA)-[A-Z]{2}-\d\d-\d\d-\d\d \d{4}[A-Z]{0,4}"
    r"|\^[A-Z].{0,80}[\^<]"
    r"|\((?i:more|ends?|cont(?:['’]?d|\.|inued)?)\)|-(?i:30|0|ends?)-|ENDS|\(END\) [A-Z][\w ]{2,40}"
    r"|# ?# ?#|//(?i:ends?)//"
    r"|(?:LOAD-DATE|PUBLICATION-TYPE|DOCUMENT-TYPE|PUB-TYPE|ACC-NO|JOURNAL-CODE|SLUG|(?i:word count)|WORDS)"
    r"\s?: ?\S.{0,60}"
    r"|LENGTH: [\d,]{2,6} words|(?i:document) [A-Za-z]{4,12}\d{8,}\w{0,20}"
    r"|[A-Z]{3,20}(?: [A-Z]{2,20}){0,3} (?i:from) [A-Z]\d{1,2}"
    r"|\[(?i:(?:embedded |interactive |insert )?(?:tweet|content|video|post|media|image|img|photo|picture|graphic"
    r"|infographic|chart|map|audio player|audio|gallery|pull ?quote|headline|caption|edit|show|hide|expand|collapse))\]"
    r"|(?:undefined|null|NaN|\[object Object\]|404 Not Found|Error 404)"
)
