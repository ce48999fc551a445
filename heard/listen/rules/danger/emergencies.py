"""How people say that a life is in danger: one pattern for each way, and the words it needs.

Written with who it is about, for the same words are said of a budget, a phone or a bill.
"""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.wordlists import word_set

KIN = (
    r"(?:grand)?(?:son|daughter|child|children|kids?|mother|father|ma|pa|mum|mom|dad|parents?|mam)|(?:step)?(?:son|daughter)|baby|bab(?:ie|y)s|infant|newborn|toddlers?|twins?"
    r"|wife|husband|hubby|partner|fianc[eé]e?|girlfriend|boyfriend|ex|nana?|gran|granny|grandm[ao]|grandpa|gran(?:d)?dad|carer|babysitter|brother|sister|nephew|niece|uncle|aunt(?:ie)?|cousin"
    r"|boys?|girls?|lad|mate|friend|colleague|driver|passenger|tenant|resident|patient|guest|neighbou?r|flatmate|roommate|(?:mother|father)-in-law|mummy|daddy"
    r"|little\ (?:one|boy|girl|man)|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)[- ]?(?:year|month|week|yr)s?[- ]?old|kiddo"
)
_SOMEBODY = rf"(?:(?:my|our|the|her|his|their|your)\ (?:\w+\ )?(?:{KIN})|some(?:one|body)|(?:a|one\ of\ the)\ (?:{KIN}|man|woman|lady|customer)|baby|mum|mom|dad|mam|nan|nana|gran|granny|grandma|grandpa|grandad|granddad)"
WHO = rf"(?:i|he|she|they|we|{_SOMEBODY})"
_IS = r"(?:'?(?:m|re|s)|\ (?:am|are|is|was))"
_ADV = r"(?:(?!not\b|never\b|nearly\b|almost\b)\w+\ ){0,2}?"
IS = rf"(?<![\w'])(?:(?:i(?:'?m|\ am|\ was)|(?:he|she)(?:'?s|\ is|\ was)|(?:they|we)(?:'?re|\ are|\ were)|{_SOMEBODY}{_IS})(?:\ i\ think)?)\ {_ADV}"
_HAS = rf"(?<![\w']){WHO}(?:'s|'ve|\ has|\ have|\ had|\ may\ have|\ might\ have|\ must\ have)?\ (?:just\ |accidentally\ |somehow\ |now\ |suddenly\ |also\ ){{0,2}}"
_THEIRS = r"(?<![\w'])(?:my|his|her|their|our|(?:my|our|the)\ (?:\w+\ )?(?:" + KIN + r")'?s)"
_LIMB = (
    r"(?:finger|thumb|hand|arm|wrist|toe|foot|leg|ear|palm|knuckle|face|neck|head|mouth|eyes?)s?"
)
_DEVICE = (
    r"(?:charger|battery|phone|laptop|tablet|dryer|drier|dishwasher|washer|washing\ machine|machine|oven|cooker|hob|stove|grill|fryer|toaster|kettle|heater|boiler|blanket|socket|plug|outlet"
    r"|cable|meter|fuse\ ?box|consumer\ unit|router|box|tv|telly|monitor|car|engine|bike|scooter|house|home|kitchen|flat|apartment|roof|fridge|freezer|transformer|power\ ?bank|vape|lamp"
    r"|light|hoover|vacuum|iron|straighteners|hairdryer|hair\ dryer|switch|tap|shower|fan|bed|sofa|garage|building|hoverboard|extension\ lead|adapter|panel|inverter)"
)
_THING = rf"(?:it|(?:the|my|your|this|that|our|a|her|his)\ (?:[\w-]+\ ){{0,2}}?{_DEVICE})"
_MINE = r"(?:the|my|your|our|this|that|his|her|a)"
_AGENT = (
    r"(?:batter(?:y|ies)|button\ cell|magnets?|pods?|capsules?|bleach|descaler|detergent|cleaner|cleaning\ fluid|antifreeze|glue|poison|chemicals?|perfume|vape\ \w+|disinfectant"
    r"|white\ spirit|paint|coin|screw|needle|pin|nail|glass|beads?|plastic|metal|pills|tablets|medication|meds|laundry|washing\ (?:liquid|powder|tablet)|sanitiser|sanitizer|de-?icer|lamp\ oil|syrup|fertili[sz]er|weed\ ?killer|slug\ pellets|rat\ \w+|tablet)"
)


def _way(words: str, pattern: str) -> tuple[frozenset[str], AnyCase]:
    return word_set(words), AnyCase(pattern, re.VERBOSE)


WAYS: tuple[tuple[frozenset[str], AnyCase], ...] = (
    _way(
        "breath breathe breathing blue throat swelling swollen swelled choking choked gasping air wheezing hives clutching lodged stuck nose grey gray purple stiff rigid deathly foaming rolled rolling",
        rf"""(?:
          (?<![\w'])(?<!fabric\ )(?<!skin\ )(?<!it\ )(?:can't|cannot|cant|can\ not|can\ hardly|can\ barely)\ (?:\w+\ )?(?:breathe(?!\ (?:a\ word|easy|again|life|new|through))|(?:get|catch)\ (?:a\ )?breath\b|(?:get|catch)\ (?:his|her|my|their|any|a)\ (?:breath|air)\b)
        | {IS}(?:not|barely|hardly|no\ longer)\ (?:even\ )?breathing(?!\ down) | (?<![\w'])(?:{WHO})\ (?:isn't|isnt|aren't|wasn't|ain't)\ (?:even\ )?breathing(?!\ down)
        | {_HAS}stopp(?:ed|ing)\ breathing | {IS}(?:struggling|gasping|fighting)\ (?:to\ breathe|for\ (?:breath|air))
        | (?<![\w'])(?:(?:im|hes|shes|{WHO}(?:'s|'ve|'m|\ am|\ is|\ has|\ have)?)\ {_ADV}(?:having|has|have|got|getting)|with)\ (?:\w+\ )?(?:trouble|difficulty|difficulties|problems)\ breathing
        | {_THEIRS}\ breathing\ (?:is|has|'s)\ (?:(?!not|fine|better)\w+\ ){{0,2}}?(?:shallow|funny|weird|laboured|labored|bad|stopp\w+|wrong|slow\w*|fast|worse)
        | (?:{IS}|{_THEIRS}\ (?:lips|face|fingers|skin|hands)\ (?:is\ |are\ |has\ |have\ |'re\ )?)(?:all\ )?(?:turning|going|gone|turned|went)\ (?:all\ )?blue | {_HAS}(?:turned|went|gone)\ blue | {_THEIRS}\ (?:lips|face)\ (?:are|is)\ blue
        | (?:{_THEIRS}|the)\ throat(?:'s|\ is|\ feels|\ has)?\ (?:\w+\ )?(?:closing|swelling|swollen|swelled|tight\w*) | {_THEIRS}\ (?:whole\ )?(?:tongue|face|lips|mouth)(?:\ and\ (?:tongue|face|lips|throat))?(?:'s|\ is|\ are|\ has|\ have)?\ (?:\w+\ ){{0,2}}?(?:swelling|swollen|swelled)
        | {IS}choking(?=\W*$|\W*[.!,;]|\ (?:on(?!\ (?:\w+\ )?(?:fees|debts?|paperwork|bills?|charges|ads|adverts|e?mails|spam|costs?|data|files))|and|now|right|to\ death|badly|please|help))
        | {_HAS}(?:started\ choking|choked\ on) | (?:{IS}|\band\ )wheezing\b | (?:covered|come\ out|coming\ out|broken\ out|broke\ out|out|came\ out)\ in\ (?:\w+\ )?hives
        | \bclutching\ (?:at\ )?(?:his|her|my|their)\ (?:chest|throat|heart) | (?:stuck|lodged|caught)\ in\ (?:his|her|my|their)\ (?:throat|windpipe) | \bup\ (?:his|her)\ nose\b
        | {_HAS}(?:turned|went|gone|going|turning)\ (?:all\ |really\ |completely\ )?(?:grey|gray|purple|stiff|rigid|deathly\ \w+) | foaming\ at\ the\ mouth | eyes\ (?:have\ |are\ )?roll(?:ed|ing)\ back
        )""",
    ),
    _way(
        "collapsed collapse passed passing pass blacked faint fainted keeled waking wake responding respond unresponsive unconscious lifeless limp floppy pulse cpr consciousness fit fitting moving move seizure seizures convulsions convulsing attack stroke cardiac anaphylaxis anaphylactic allergic hypo coma black vomiting throwing sick shaking",
        rf"""(?:
          (?<!we\ )(?<!they\ )(?<!we've\ )(?:{_HAS}(?<!we\ )(?<!they\ )collapsed(?!\ (?:the|a|into|your|my))|{_HAS}(?:passed\ out(?!\ (?:the|of|flyers|leaflets|copies|cards|samples))|blacked\ out|fainted|keeled\ over|lost\ consciousness))
        | {IS}(?:going\ to\ faint|about\ to\ (?:faint|pass\ out|collapse)|unconscious|unresponsive|lifeless|(?:gone\ )?(?:limp|floppy)|passing\ out|convulsing|fitting(?=\W*$|[.!,]|\ (?:on|and|again)))
        | {_HAS}gone\ (?:\w+\ )?(?:unconscious|limp|floppy) | (?:going\ to|gonna|about\ to|might|may|i'll)\ (?:pass\ out|faint(?!ly)|black\ out)
        | \b(?:won't|can't|wont|keeps?|cannot)\ (?:stop\ )?(?:vomiting|throwing\ up|being\ sick|fitting|convulsing|shaking\ uncontrollably)
        | (?<![\w'])(?:he|she|{_SOMEBODY})\ (?:won't|wont|will\ not|is\ not|isn't|isnt|doesn't)\ (?:wak(?:e|ing)(?:\ up)?|respond(?:ing)?(?=\W*$|\W*[.!?,]|\ (?:and|at\ all|when))|mov(?:e|ing)(?=\W*$|\W*[.!?,]|\ (?:and|at\ all)))
        | (?<=['\ s])(?:not\ (?:waking\ up|responding\ to\ (?:me|his\ name|her\ name)))
        | (?:can't|cannot|cant|couldn't|unable\ to)\ wake\ (?:him|her|them|{_SOMEBODY})(?:\ up)? | \bhusband\b[^.!?]{{0,40}}\bnot\ responding(?!\ to)
        | (?:no|can't\ (?:find|feel)\ (?:a|his|her))\ pulse\b | (?:doing|giving\ (?:him|her)|started|start)\ cpr
        | {IS}(?:having|got|going\ into|in)\ (?:an?\ )?(?:\w+\ )?(?:allergic\ reaction|seizures?|convulsions|heart\ attack|asthma\ attack|panic\ attack|stroke|cardiac\ arrest|hypo|diabetic\ coma|anaphyla\w+(?:\ shock)?)
        | {IS}having\ a\ fit(?!\ (?:about|over|because|at|when|if|that))
        | {_HAS}(?:had|having|suffered|got|gone\ into|went\ into)\ (?:an?\ )?(?:(?!nearly|almost)\w+\ ){{0,2}}?(?:allergic\ reaction|anaphyla\w+(?:\ shock)?|cardiac\ arrest)
        | (?<![\w']){WHO}(?:'s|'ve|\ has|\ have)?\ just\ had\ an?\ (?:\w+\ )?(?:heart\ attack|stroke|seizure|fit\b|asthma\ attack)
        | (?:went|going|gone)\ into\ anaphyla\w+
        | {IS}allergic[^.!?]{{0,40}}\b(?:label|packet|menu|box|you|waiter)\b[^.!?]{{0,20}}\b(?:said|says|told|marked)\b
        | {IS}allergic[^?]{{0,60}}\bthere(?:'s|\ is|\ are|\ was|\ were)\ (?:\w+\ ){{0,2}}(?:peanuts?|nuts?|milk|egg|sesame|gluten|soy)\b
        | {IS}allergic[^.!?]{{0,40}}\b(?:ate|eaten|has\ had|swallowed)\b
        )""",
    ),
    _way(
        "chest heart numb droop drooping drooped dropped dropping slurring feel",
        rf"""(?:
          (?<![\w'])(?:have|having|has|got|getting|with|feel|feeling|had|'ve)\ (?:(?!no|not)\w+\ ){{0,3}}?(?:chest|heart)\ pains?\b | \b(?:pains?|tightness|pressure|tight)\ in\ (?:{_MINE}|their)\ chest\b
        | {_THEIRS}\ chest(?:'s|\ is|\ feels)?\ (?:really\ |so\ |very\ )?(?:hurts?|hurting|tight|pain\w*|killing) | {_THEIRS}\ heart(?:'s|\ is|\ has)?\ (?:\w+\ )?(?:stopped(?!\ when)|racing\ and)
        | {_THEIRS}\ (?:left\ |right\ |whole\ )?(?:arm|side|face)(?:'s|\ is|\ has|\ have)?\ (?:gone\ |all\ |going\ )*(?:numb|droop\w*|dropped|dropping)
        | (?:can't|cannot|cant|can\ not)\ feel\ (?:my|his|her)\ (?:\w+\ )?(?:legs?|arms?|hands?|face|feet|foot|side|fingers)\b | \bslurring\ (?:his|her|my)\ (?:words|speech)
        )""",
    ),
    _way(
        "bleeding blood bloody cut sliced chopped severed ripped took tore slashed crushed trapped burnt burned burns scalded hurt injured wounded open gashed broke broken snapped shattered dislocated cracked blisters blistered blistering pain pains bitten mauled stabbed eye eyes blind",
        rf"""(?:
          {IS}bleeding(?=\ (?:and|a\ lot|badly|heavily|from|on|out|everywhere|all\ over|quite|so|really|to\ death)\b|[^\w\ ]|$)
        | (?:won't|wont|will\ not|can't|cannot|cant|doesn't|isn't|not|hasn't)\ (?:\w+\ )?stop(?:ping|ped)?\ (?:the\ )?bleeding | bleeding\ (?:won't|wont|will\ not|doesn't|isn't|hasn't)\ stop\w*
        | (?:blood(?:'s|\ is)?\ (?:\w+\ )?(?:everywhere|pouring|all\ over|gushing|spurting)|covered\ in\ (?:\w+\ )?blood(?!y)|(?:lost|losing|loosing)\ (?:\w+\ ){{0,3}}?blood|(?:so\ much|a\ lot\ of|lots\ of|loads\ of|too\ much)\ blood(?!\ (?:pressure|tests?))|(?:coughing|vomiting|throwing|puking|spitting)\ (?:up\ )?blood)\b
        | (?:cut|sliced|chopped|took|ripped|tore|severed|slashed|crushed|trapped|burn(?:t|ed)|scalded)\ (?:the\ (?:tip|end)\ of\ |half\ of\ )?(?:{_MINE}|my\ \w+'s|their)\ (?:\w+\ ){{0,2}}?{_LIMB}\ (?:off|open|badly|very\ badly|to\ the\ bone|right\ off|clean\ off|really\ bad(?:ly)?)
        | (?:cut|sliced|slashed|gashed|burn(?:t|ed)|scalded|crushed)\ (?:my|his|her|their|(?:my|our)\ \w+'?s)\ (?:\w+\ )?{_LIMB}(?=\ (?:on|with|and|when|so|to)\b|\W*[.,!]|\W*$)
        | \b(?:all\ |is\ |are\ |come\ up\ in\ |covered\ in\ )(?:blisters|blistered|blistering)\b
        | (?:severe|unbearable|crushing|excruciating)\ (?:\w+\ )?pains?\b | (?:bitten|mauled|attacked)\ by\ (?:a|an|your|the|his|their)\ (?:\w+\ )?(?:dog|snake|spider|rat) | (?:been|was|got|were)\ stabbed\b
        | (?:bleach|acid|chemical\w*|cleaner|spray\w*|splash\w*|squirt\w*|solvent|drops|glue)\b[^.!?]{{0,25}}\ (?:in|into)\ (?:my|his|her|their)\ eyes?\b | \beyes?\b[^.!?]{{0,40}}\b(?:can't|cannot|cant)\ see\b | eyes\ are\ (?:\w+\ )?burning | {_HAS}(?:gone\ |went\ )blind\b
        | (?:took|ripped|cut|sliced|chopped)\ (?:off|open)\ (?:{_MINE}|their)\ (?:\w+\ ){{0,2}}?{_LIMB}\b
        | {_HAS}(?:got\ )?(?:burn(?:t|ed)|scalded)(?:\ (?:badly|all\ over)|\ (?:{_MINE}|all\ over)\ (?:\w+\ )?{_LIMB})\b | (?:second|third)[- ]degree\ burns | {IS}(?:badly|seriously|severely|all)\ (?:hurt|injured|burn(?:t|ed)|cut|scalded|wounded)\b
        | {_THEIRS}\ (?:\w+\ )?{_LIMB}(?:'s|\ is|\ are|\ got|\ was)?\ (?:\w+\ )?(?:burnt|burned|scalded|cut\ open|bleeding(?!\ edge))\b
        )""",
    ),
    _way(
        "swallowed swallowing swallow ate eat eaten eating drank drunk drinking drink inhaled ingested overdosed overdose overdosing od pills tablets medicine medication meds dose insulin poisoned licked hold mouth downed many much",
        rf"""(?:
          {_HAS}(?:swallow(?:ed|ing)|ate|eaten|eat|drank|drunk|drinking|eating|inhaled|ingested|licked|got\ hold\ of)\ (?:\w+\ ){{0,5}}?{_AGENT}\b | {IS}(?:swallow|eat|drink)ing\ (?:\w+\ ){{0,4}}?{_AGENT}\b
        | (?<![\w'])(?:he|she|{_SOMEBODY})(?:'s|\ has|\ just)*\ (?:drank|drunk|swallowed|taken|downed|ate|eaten)\ (?:(?:a|an|the|half|my|her|his|whole|entire|nearly|all|most|of)\ ){{1,4}}(?:bottle|pack|packet|tube|lot|box|strip)\ of\ (?!(?:\w+\ )?(?:water|wine|beer|coke|juice|crisps|biscuits|sweets|chocolates?|milk))\w
        | (?:{_AGENT})\ in\ (?:his|her)\ mouth\b
        | {_HAS}(?:overdosed|od'd|(?:taken|took|had)\ (?:an\ |a\ )?(?:\w+\ )?overdose) | {IS}overdosing
        | {_HAS}(?:took|taken|swallowed|had|been\ given|was\ given)\ (?:way\ |far\ |much\ )?(?:too\ (?:many|much)(?=\ of\b|\ (?:\w+\ )?(?:pills|tablets|medicine|medication|meds|insulin|doses?|drops|paracetamol|ibuprofen|syrup)|\W*$)|(?:all|the\ whole\ (?:bottle|pack|packet)\ of)\ (?:of\ )?(?:\w+\ )?(?:pills|tablets|medication|meds|medicine))
        | {_HAS}(?:took|taken|swallowed|been\ given|was\ given|gave\ \w+|given\ \w+)\ (?:\w+\ ){{0,3}}?wrong\ (?:medication|medicine|tablets|pills|dose|meds|insulin)
        | {IS}(?:been\ |being\ )?poisoned(?!\ against) | {_HAS}(?:been\ )?poisoned\b(?!\ against)
        )""",
    ),
    _way(
        "gas monoxide alarm detector fumes rotten dizzy headache headaches drowsy headed lightheaded nauseous",
        r"""(?:
          (?<![\w'])(?:smell(?:s|ing|t)?|smells\ (?:like|of)|smell\ of|whiff\ of|reeks?(?:\ of)?|stinks?(?:\ of)?|reeking\ of|stinking\ of)\ (?:\w+\ ){0,4}?gas(?!\w|\ (?:station|bill))
        | (?<![\w'])gas\ (?:leak(?:s|ing)?|smell|escap(?:e|ing)|hissing)\ (?:in|at|by|from|under|here|now|coming|is|out)\b | (?<![\w'])(?:leaking|hissing)\ gas\b | (?<![\w'])gas(?:'s|\ is)\ (?:\w+\ )?(?:leaking|hissing|escaping|pouring|coming\ out)
        | (?:there(?:'s|\ is)|we\ have|got|have)\ a\ gas\ leak
        | (?<![\w'])(?:carbon\ monoxide|co)\ (?:alarm|detector)(?:'s|\ is|\ keeps?|\ has|\ just|\ won't|\ wont|\ will\ not)?\ (?:\w+\ )?(?:going|gone|went|goes|sounding|beeping|screaming|set|off|stop|shut\ up)
        | carbon\ monoxide\ (?:poisoning(?!\ (?:symptoms|leaflet))|leak(?:ing)?|in\ (?:the|my|our))
        | (?:filling|filled|full\ of|fill(?:s)?)\ (?:up\ )?(?:with\ |of\ )?(?:gas|fumes)\b | rotten\ eggs? | fumes\b[^.!?]{0,30}\b(?:sick|ill|dizzy|headaches?|faint)
        | \b(?:dizzy|headaches?|drowsy|light-?\ ?headed|nauseous)\b[^?!.]{0,60}\b(?:boiler|heater|fumes|gas|co|monoxide|stove|flue)\b | \b(?:boiler|heater|stove|flue)\b[^?!.]{0,60}\b(?:dizzy|headaches|drowsy|light-?\ ?headed|nauseous)\b
        )""",
    ),
    _way(
        "fire sparking sparked sparks spark smouldering smoldering flames exploded exploding explode blew blow smoking smoke burning fumes hissing swelling swollen swelled bulging melting melted wire wires wiring cable cables line lines electrics electric fuse socket sockets plug plugs fittings unit alight",
        rf"""(?:
          (?<![\w']){_THING}(?:'s|\ is|\ are|\ was|\ has|\ have|\ just)?\ (?:(?!not|never)\w+\ ){{0,2}}?(?:caught\ (?:on\ )?fire|catching\ fire|on\ fire|(?<!-)sparking|sparked|smou?ldering|burst\ into\ flames|exploded(?!\ with)|exploding|blew\ up\ in|up\ in\ flames|in\ flames|smoking(?=\W*$|\W*[.!,]|\ (?:and|badly|now|from|inside)))
        | (?<!nearly\ )(?:caught\ (?:on\ )?fire(?!\ (?:on|online))|burst\ into\ flames|(?:gone|went|going)\ up\ in\ (?:flames|smoke(?=\W*$|\ and))|(?<!down\ )in\ flames|set\ (?:itself\ |himself\ |herself\ |my\ \w+\ |the\ \w+\ )?(?:on\ fire|alight)|exploded\ (?:in|on)\ (?:my|his|her|our|the)\ (?:\w+\ )?(?:hand|face|pocket|bag|lap|kitchen|oven|table|counter|bed|desk)) | (?:started|keeps|is|was|'s|are)\ sparking(?!\ (?:joy|interest|debate|\w+\ interest))
        | (?:smoke|flames)\ (?:is\ |are\ |keeps\ )?(?:coming|pouring|billowing|shooting)\b | (?:there(?:'?s|\ is)|we\ have)\ (?:a\ )?(?:fire|flames|smoke)\ (?:down|up|next|out|by|from|under)\w* | some(?:one|body)(?:'s|\ is)\ trying\ to\ get\ in\b | something(?:'s|\ is)\ (?:\w+\ )?burning\b | burning\ smell | smell\ (?:of\ )?(?:\w+\ )?burning | smells?\ like\ (?:\w+\ )?burning
        | \bwater\b[^.!?]{{0,40}}\b(?:onto?|into|over|through|near|in|down)\ (?:the|my|our)\ (?:\w+\ )?(?:electrics|fuse\ ?box|sockets?|light\ fittings?|consumer\ unit|plugs?|wir(?:es|ing))\b
        | (?<![\w'])(?:sparks?|flames|smoke|fumes)\ (?:(?:is|are|keeps?|keep|was|were)\ )?(?:(?:coming|shooting|flying|pouring|came|shot|billowing|rising)\ )?(?:up\ )?(?:out\ (?:of|from)|off\ (?:the|my|your)|from\ (?:the|my|your|our|this|it|inside|behind|under))
        | (?:filling|filled|full\ of|fills)\ (?:up\ )?(?:with\ |of\ )?(?:\w+\ )?smoke\b | smoke(?:'s|\ is)?\ everywhere | (?:there(?:'s|\ is)|we\ have|we've\ got)\ (?:a\ )?(?:smoke|fire|flames)\ (?:in|at|on|coming|under|behind|and|everywhere)
        | (?<![\w'])(?:smell(?:s|ing)?\ (?:of\ |like\ |something\ |a\ )?(?:\w+\ )?burning|burning\ smell|smell\ of\ burning)\b(?=[^.!?]{{0,40}}\b(?:from|in|near|at|by|plug|socket|house|kitchen|wires?|plastic|electric\w*)\b) | (?:house|kitchen|flat|sofa|curtains?|bed|garage)(?:'s|\ is|\ are)\ (?:\w+\ )?(?:burning|on\ fire)
        | (?<![\w'])(?:{_MINE}\ (?:\w+\ )?)(?:battery|phone|laptop|scooter|charger|power\ ?bank|vape|tablet|plug|socket)(?:'s|\ is|\ has|\ keeps)?\ (?:(?!not)\w+\ ){{0,4}}?(?:hissing|swelling|swollen|swelled|bulging|melting|melted|about\ to\ (?:explode|blow))\b
        | \blive\ (?:\w+\ )?(?:wire|cable)s?\b(?=[^.!?]{{0,30}}\b(?:hang\w*|expos\w+|on\ the|in\ (?:the|my|our)|down|sticking|touch\w*)) | power\ (?:line|cable)s?(?:'s|\ is|\ are|\ has|\ have)?\ (?:\w+\ )?(?:down|fallen|on\ the)\b(?!\ again) | exposed\ (?:live\ )?wir(?:es?|ing)\b
        )""",
    ),
    _way(
        "shock shocks electrocuted zapped",
        rf"""(?:
          (?:got|had|getting|get|gets|gave|gives|giving|given|receiv\w+|suffered)\ (?:me\ |him\ |her\ |us\ |{_SOMEBODY}\ )?(?:an?\ )?(?:\w+\ ){{0,2}}?electric(?:al)?\ shocks?
        | (?:got|had|getting|get|keep\ getting|gets|received)\ (?:an?\ )?(?:(?!culture|sticker)\w+\ )?shocks?\ (?:off|from|by|every\ time|when)\ (?:(?:the|my|your|its|our|that|this)\ (?!(?:\w+\ ){{0,3}}(?:bill|price|invoice|letter|statement|news|quote|cost|charge|total|amount|email|tariff|renewal|rise|increase|reply|review|result)s?\b)\w+|i\ touch\w*|we\ touch\w*|touching|(?:it|{_MINE}\ (?:\w+\ )?{_DEVICE}))\b
        | {_THING}\ (?:(?:just|has|keeps)\ ){{0,2}}(?:gave|gives|giving|given)\ (?:me|him|her|us|{_SOMEBODY})\ (?:an?\ )?(?:\w+\ )?shocks?\b
        | (?:{IS}|{_HAS})(?:been\ |got\ |nearly\ |almost\ )?electrocuted | {_THING}\ (?:nearly\ |almost\ |just\ )?(?:electrocuted|zapped)\ (?:me|him|her|us|{_SOMEBODY})
        )""",
    ),
    _way(
        "locked trapped stuck shut pinned crushed caught drowning neck fallen fell fall hit ran run knocked tipped crashed down cracked banged split stranded brake brakes accelerator throttle steering",
        rf"""(?:
          (?<![\w'])(?:child|baby|toddler|son|daughter|kid|kids|little\ one|grandson|granddaughter)(?:'s|\ is|\ are|\ got|\ was)\ (?:\w+\ ){{0,2}}(?:(?:locked|trapped)\ (?:in\b|inside)|stuck\ (?:inside|in(?:\ (?:the|a|your|there|this|it)\b|\s*(?:$|[.!?]))))(?!\ (?:traffic|the\ queue|customs))
        | {IS}(?:locked|trapped|stuck|shut)\ (?:in|inside)\ (?:the|your|a|this|one\ of\ your)\ (?:\w+\ )?(?:lift|elevator|car|room|bathroom|building|train|locker|freezer|cellar|basement)s?\b
        | {IS}(?:trapped|pinned|crushed|stuck)\ (?:under(?:neath)?|beneath|between|behind) | {_HAS}(?:got\ )?(?:trapped|pinned|crushed)\ under\w*
        | (?:hit|ran\ over|run\ over|knocked\ (?:down|over|off))\ (?:a|an|my|our|some|his|her|the)\ ?(?:\w+\ )?(?:cyclist|pedestrian|motorcyclist|biker|child|kid|man|woman|girl|boy|person|one\b|body\b|son|daughter|husband|wife|mum|mother) | been\ (?:run\ over|hit\ by\ (?:a|your)\ (?:\w+\ )?(?:car|van|bus|truck|lorry|driver))
        | (?:fell|fallen|tipped|crashed|came\ down|come\ down|collapsed)\ (?:over\ |down\ )?(?:on|onto|on\ top\ of)\ (?:me\b|him\b|her\b|us\b|(?:my|our|the|his|her)\ (?:\w+\ )?(?:{KIN}|head|foot|leg|chest|bed|cot)) | (?:hit|cracked|banged|split)\ (?:his|her|my|their)\ head\b
        | (?:stuck|stranded|broken\ down|broke\ down)\b[^.!?]{{0,20}}\ (?:hard\ shoulder|fast\ lane|live\ lane|middle\ lane|railway|level\ crossing|snow|blizzard) | (?:stuck|stranded|broken\ down|broke\ down)\b[^.!?]{{0,20}}\ (?:motorway|highway|freeway)\b[^.!?]{{0,40}}\b(?:bab(?:y|ies)|newborn|kids|children|toddler|snow|dark|freezing)
        | \b(?:brakes?|accelerator|throttle|steering)\b(?:'s|\ is|\ are|\ have|\ has|\ just)*\ (?:failed|stuck|gone|went|don't\ work|doesn't\ work|stopped\ working|not\ working)\b
        | locked\ (?:my|our|the)\ (?:\w+\ )?(?:{KIN})\ in\ (?:the|my|your)\ car
        | (?:his|her|my|(?:{KIN})'?s)\ (?:head|neck|arm|hand|leg|foot|finger)s?(?:'s|\ is|\ are|\ got)\ (?:\w+\ )?(?:stuck|trapped|caught|crushed)\b | (?:cord|strap|rope|wire|string|cable)(?:'s|\ is|\ was|\ got)?\ (?:\w+\ )?(?:round|around)\ (?:his|her|my|the\ \w+(?:'s)?)\ neck
        | {IS}drowning(?=\W*$|\W*[.!,]|\ (?!in\b)\w) | {_HAS}(?:fallen|fell|had\ a\ (?:bad\ |nasty\ )?fall)\ ?(?:[^.!?]{{0,60}}?\b(?:can't\ (?:get\ up|move)|isn't\ moving|isnt\ moving|unconscious|hurt|blood|ambulance|cannot\ get\ up|cant\ get\ up|not\ moving|hit\ (?:his|her|my|their)\ head|bleeding|down\ the\ stairs|broken\ (?:his|her|my)\ \w+))
        )""",
    ),
    _way(
        "pump oxygen ventilator dialysis insulin inhaler epipen pen nebuliser nebulizer sugar defibrillator pacemaker",
        rf"""(?:
          (?<![\w'])(?:insulin\ pump|oxygen(?!\ sensor)(?:\ (?:concentrator|machine|tank|cylinder|supply|bottle))?|ventilator|dialysis\ machine|feeding\ pump|nebuli[sz]er|pacemaker|defibrillator|epi-?pen)\b[^.!?,]{{0,25}}?\ (?:(?:has|have|just)\ )*(?:stopped|failed|died|packed\ up|isn't\ working|not\ working|won't\ (?:start|work|turn)|is\ empty|ran\ out|run\ out|running\ out|didn't\ work|doesn't\ work)\b
        | (?:run|ran|running)\ out\ of\ (?:\w+\ )?(?:oxygen|insulin) | no\ (?:oxygen|insulin)\ left | (?:haven't|hasn't|not)\ had\ (?:any\ |his\ |her\ |my\ )?insulin | without\ (?:my|his|her|any)\ (?:insulin|oxygen|inhaler|epi-?pen)
        | (?:{_THEIRS}|blood)\ sugar(?:'s|\ is)?\ (?:\w+\ )?(?:through\ the\ roof|dangerous\w*|crashing|dropping|over\ \d+|under\ \d|sky\ high)
        )""",
    ),
    _way(
        "ambulance paramedics brigade emergency labour labor water waters baby danger risk breaking break broken knife gun hitting beating strangling attacking stabbing kill killing killed hurting hurt harm harming cut cutting hang hanging stab shoot strangle poison er hospital casualty die bleed suffocate freeze dying suicidal life overdose ex stalker abuser attacker missing temperature fever hypothermia hypothermic cold services rushed hanged harmed end",
        rf"""(?:
          (?:need|needs|call(?:ed|ing)?|send|get|sent\ for|had\ to\ (?:call|ring)|waiting\ for|phoned|rang|dialled)\ (?:me\ |us\ |him\ |her\ )?(?:an\ |the\ )?(?:ambulance|paramedics|fire\ brigade)\b | (?:ambulance|paramedics|fire\ brigade)(?:'s|\ is|\ are)\ (?:here|on\ (?:its|the|their)\ way|coming|taking)
        | (?:this\ is|it's|having|is|it\ is)\ an?\ (?:\w+\ )?medical\ emergency | {IS}in\ labou?r\b | {_THEIRS}\ waters?(?:\ has|\ have|\ just)*\ (?:broke|broken)\b | baby(?:'s|\ is)\ coming\ (?:right\ )?now
        | (?:call(?:ed|ing)?|ring(?:ing)?|rang|dial(?:led|ed)?|phoned?|on\ (?:the\ phone\ |the\ line\ )?(?:to|with))\ (?:999|911|112|poison\ control|(?:the\ )?emergency\ services)\b | (?:rushed|rushing|taking|took)\ (?:him|her|me|them|us|{_SOMEBODY})\ to\ (?:the\ |a\ )?(?:hospital|a&e|er\b|emergency\ room|casualty)(?!\ appointment)
        | (?<![\w'])(?:he|she|we|i|they|{_SOMEBODY}|people)\ (?:could|might|will|can|would|is\ going\ to|are\ going\ to|'ll|am\ going\ to)\ (?:\w+\ )?(?:(?<!of\ )die(?!\ (?:of|for|laughing|to|happy|inside|trying|on|waiting|before|a\b))|bleed\ (?:to\ death|out)|suffocate|be\ killed|get\ killed|stop\ breathing|freeze\ to\ death) | i\ think\ (?:i'm|im|he's|she's|i\ am)\ dying(?!\ (?:of|to|for|inside|laughing))
        | (?<![\w'])(?:he|she|they|{_SOMEBODY})(?:'s|\ is|\ has|\ keeps|\ says|\ said|\ just|\ will|\ might|\ wants|\ tried)[^.!?]{{0,40}}\b(?:kill(?:ing|ed)?|hurt(?:ing)?|harm(?:ing|ed)?|cut(?:ting)?|hang(?:ing|ed)?)\ (?:himself|herself|themselves|themself)\b(?!\ laughing) | (?:he|she|{_SOMEBODY})(?:'s|\ is|\ says|\ said|\ wants)[^.!?]{{0,30}}\b(?:suicidal|end\ (?:his|her)\ life|overdose)
        | (?:ex|stalker|abuser|attacker)\b[^.!?]{{0,30}}\b(?:outside\ (?:my|our|the)|found\ me|found\ us|at\ (?:my|our|the)\ door|is\ here|knows\ where\ (?:i|we)\ live|has\ (?:my|our)\ address|turned\ up\ at)
        | (?:child|son|daughter|toddler|kid|boy|girl|mother|mum|father|dad|\bold)(?:'s|\ is|\ has\ gone|\ went|\ has\ been)\ missing(?!\ (?:from|out|the|a|his|her|school|class|lessons|on))
        | (?:temperature|fever)(?:'s|\ is|\ of|\ has\ hit)?\ (?:\w+\ )?(?:4[0-3]|10[3-9])\b | hypothermi\w+ | (?:shaking|shivering|blue)\ with\ (?:the\ )?cold
        | {IS}in\ (?:\w+\ )?danger\b(?!\ of\b) | {_THEIRS}\ (?:life|lives)(?:'s|\ is|\ are)\ (?:\w+\ )?(?:in\ danger|at\ risk)
        | some(?:one|body)(?:'s|\ is|\ has)?\ (?:\w+\ ){{0,2}}?(?:breaking|break|broken)\ in(?:to\ (?:my|our|the)\ (?:\w+\ )?(?:house|flat|home|room|apartment|car)|\W*$|\ (?:right\ )?now|\ and) | (?:man|men|people|guy|stranger)\ (?:is\ |are\ )?(?:trying\ to\ )?break(?:ing)?\ in(?:to)?\ (?:my|our|the)?
        | (?:he|she|some(?:one|body)|man|ex)(?:'s|\ has|\ is|\ have)?\ (?:got\ )?(?:a|holding\ a|with\ a)\ (?:knife|gun)\b | (?:he|she|ex|husband|partner|boyfriend|man|father)(?:'s|\ is)\ (?:hitting|beating|strangling|attacking|stabbing)\ (?:me|us|my|her|him|the\ kids) | (?:threatening|trying)\ to\ (?:kill|stab|shoot|strangle)\ (?:me|us|her|him|my)
        )""",
    ),
)
WORDS = frozenset[str]().union(*(words for words, _ in WAYS))
