"""What people say before a name, in English and Spanish, common slips included."""

import re

from clinic.checks.personal.vocabulary import one_of

RELATIVES = one_of("relatives")
ADJECTIVES = (
    r"(?:(?:little|big|old|older|young|younger|dear|late|ex|best|good|physical|pain|occupational|"
    r"querid[oa]|mayor|menor|mejor|gran|\d{1,2}[- ]?(?:year|yr)s?[- ]?old|de \d{1,2} anos)\s)?"
)
NAME_IS = r"(?:name|naem|nmae|nane|full name|first name|last name|surname|nombre|nonbre|nombre completo|apellidos?)"

INTRODUCED = re.compile(
    rf"(?:\b(?:my|the|his|her|patient|patient's|mi|su|de)\s+{NAME_IS}(?:'?s|\s+is|\s+was|\s+es|\s+era|\s*:)\s+"
    rf"|\bmy names\s+|\bmi nombre\s+(?:es\s+)?|\b(?<!no )(?:me|m)\s+(?:llamo|yamo|yamó|llmao|llaman)\s+"
    r"|\b(?:i am|i'm|im) (?:called|named)\s+|\bthey call me\s+|\bpatient name\s+)$"
)
NAMED = re.compile(
    r"\b(?:named|called|nicknamed|se llama|se yama|llamad[oa]|que se llama|apellidad[oa]|de nombre|"
    r"call me|nombre:|name:|nombre|name is|asking for|ask for|"
    r"pregunto por|hablar con|speak (?:to|with)|talk to|on behalf of|de parte de|goes by|a nombre de|for|para)\s+$"
)
TITLED = re.compile(
    r"\b(?:mr|mrs|mister|dr|dra|doc|doctor|doctora|prof|professor|sr|sra|srta|senor|senora|senorita|don|dona|nurse|"
    r"enfermer[oa]|father|sister|rev|pastor|padre|lic|licenciad[oa]|profesor|profesora|ms|miss|mx|sir|"
    r"madam|herr|frau)\b\.?\s*$"
)
RELATED = re.compile(rf"\b{RELATIVES}(?:\s?,\s?|\s|\s?\(\s?){ADJECTIVES}$")
SIGNED = re.compile(
    r"(?:\b(?:regards|sincerely|thanks|thank you|thx|cheers|love|yours|best|signed|from|gracias|saludos|"
    r"atentamente|atte|"
    r"att|cordialmente|firma(?:do)?|un abrazo|abrazos)\s?[,.!:-]*\s*|[-–—~]\s?)$"
)
BEING = re.compile(
    r"\b(?:i am|i'm|i’m|im|this is|it is|it's|its|soy|habla|aqui|i m|hola soy|le escribe|les escribe|hi|hello)\s+$"
)
# What is said after a name, at the beginning of what somebody writes.
SPEAKING = re.compile(
    r"\s[\w'’-]+(?:\s[\w'’-]+)?,?\s(?:here|asking|asks|speaking|calling|again|writing|writes|aqui|"
    r"pregunta|preguntando|escribe)\b"
)
