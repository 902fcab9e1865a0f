"""The English words by which acts are known, as word patterns; several ways each, because recognisers lose words."""

from app.content.vocabulary import Act

PROMISE = """
    will|shall|going to|gonna|let me|i am|i have|we have|i can|we can|can do|promise*|guarantee*|personally
"""
DEED = """
    refund*|credit*|revers*|return*|pay* .. back|put .. back|money back|send*|email*|e mail*|call .. back|
    calling .. back|ring .. back|call you|ring you|phone you|process*|fix*|sort*|put .. through|replac*|waiv*|
    confirm*|put .. right|make .. right|text you|book*|arrang*|issu*|push*|stop*|block*|write|draft*|
    get .. over|have .. over|prepar*|
    follow up
"""
OFFER = "anything else|anything i can|can i do|i can do for|can do for you|help you"
"""Words that offer something without saying what: a pleasantry, and no promise, whatever day it names."""
WHEN = """
    today|tonight|tomorrow|right now|now|this morning|this afternoon|this evening|this week|next week|monday*|
    tuesday*|wednesday*|thursday*|friday*|saturday*|by noon|by lunch*|by the end|by close|end of .. day|within|
    minutes|hours|hour|oclock|o clock|straight away|right away|immediately|january|february|april|june|july|
    august|september|october|november|december|first thing|end of the month|the first|the third|the thirtieth|
    by one|by two|by three|by four|by five|by six|by ten
"""
SOFTENED = """
    i can see|understand*|appreciate*|hear you|hear that|i see|i get|frustrat*|imagine|must be|must have|sounds like|
    that sounds|upset*|annoy*|embarrass*|awful|terrible|unacceptable|not good enough|hard on you|stressful|
    you are right|makes sense|fair*|concern*|no wonder|see why
"""
REGRET = "sorry|apolog*|regret*"
DISCOUNT = """
    discount*|percent|per cent|off the|off your|take .. off|knock .. off|lower .. price|lower price|reduc*|
    cheaper|better price|match|come down|go down|bring .. down|drop .. to|drop it|for free|free month*|
    months free|voucher*|goodwill|free of charge|waive|
    down to|rate of
"""
OFFER = "will|can|could|give|giving|offer*|happy to|let me|how about|we do|do you|would be"
CONDITION = """
    if|in exchange|in return|return|provided|as long as|on condition|would need|need you to|commit*|sign*|
    prepay*|pre pay*|upfront|up front|assuming|subject to|year*|twenty four month*|24 month*|advance|longer|
    term|trade
"""
VALUE = """
    our product|our platform|our service|our solution|our support|our system|feature*|value|sav*|roi|included|
    includes|best in class|industry leading|award*|benefit*|uptime|quality|worth|pay* for itself|reliab*|
    warranty
"""
VALUE_NEED = "your|you told|you said|you mentioned|because you|for you"

CUES: tuple[tuple[Act, str], ...] = (
    (
        Act.INSULT,
        """
            stupid*|idiot*|moron*|shut up|dumb|pathetic|liar|hysterical|grow up|get a life|whin*|cheapskate|
            ignorant|ridiculous woman|ridiculous man|stop shouting|stop yelling|waste my time|wasting my time|
            sick of you
        """,
    ),
    (
        Act.INSULT,
        """
            you are ridiculous|you are being|you are so|you are just|you are rude|you are crazy|you are lying|
            you are a joke|you people+ridiculous|rude|crazy|lying|unreasonable|impossible|childish|a joke|difficult
        """,
    ),
    (
        Act.THREAT,
        """
            hang up|hanging up|terminat*|lawyer*|legal action|debt collect*|collections|cut you off|
            last warning|or else|somewhere else|go elsewhere|take it or leave|end this call|end the call|
            close your account|suspend your|
            cancel your service+!not .. hang up|will not .. end
        """,
    ),
    (
        Act.BLAME_CUSTOMER,
        """
            you should have|should of|your own fault|is your fault|your mistake|you must have made|
            you must have missed|you probably did|you probably forgot|you probably made|you forgot|you clicked|
            you did not read|you did not check|you failed|ask your bank|calm down|why did not you|
            you need to relax|not our fault|not my fault|not our problem|not my problem|not my job|
            not my department|that is your problem|
            you people|overreact*|you are wrong|if you had read|if you had checked|if you had told+!not your fault|
            not your mistake
        """,
    ),
    (
        Act.POLICY_QUOTE,
        """
            policy|policies|procedure*|protocol|guideline*|regulation*|terms and conditions|not allowed|
            the rules|system does not|system will not|system says|nothing i can do|standard process|
            company rules|not how we|contract says|as per|not authorised to|not authorized to
        """,
    ),
    (
        Act.REPEAT_REQUEST,
        """
            say that again|say it again|repeat that|repeat it|could you repeat|can you repeat|come again|pardon
        """,
    ),
    (
        Act.REPEAT_REQUEST,
        "not catch|did not get that|did not hear|missed that|sorry what|what did you say|breaking up",
    ),
    (
        Act.HONEST_NO,
        f"""
            i can not|we can not|not able to|unable to|not possible|not going to be able|
            do not have the authority|honest*+!{DEED} today|not hear|not catch
        """,
    ),
    (
        Act.BOUNDARY,
        """
            lowest .. can|best .. can do|is my limit|is our limit|can not go lower|can not go below|
            hold .. price|can not .. lower|can not move .. price|price stays|stand by
        """,
    ),
    (
        Act.BOUNDARY,
        """
            want to help|please do not|can not .. if you|not .. let you|rather you+not .. shout*|not .. swear*|
            not .. speak|not .. talk|not .. call|shouting|swearing|language|names|respect*|tone
        """,
    ),
    (Act.PITCH_WITH_NEED, f"{VALUE}+{VALUE_NEED}+!{DISCOUNT}"),
    (Act.PITCH_WITHOUT_NEED, f"{VALUE}+our|we|us|it|price|the+!{DISCOUNT}|{VALUE_NEED}"),
    (
        Act.AGENDA,
        """
            agenda|couple of things|two things|before we start|plan for this|like to cover|like to go through|
            like to start|start by
        """,
    ),
    (
        Act.CHECK_UNDERSTANDING,
        """
            have i got|did i get|is that right|is that correct|have that right|am i right|right so far|
            make sure i|does that make sense|does that work|would that work|does that help|does that sound|
            is that okay|is that ok|okay for you|ok for you|sound okay|
            how does that sound|missed anything|anything i missed|anything else|is that fair|sound fair|
            sounds fair|work for you
        """,
    ),
    (
        Act.GREETING,
        """
            hello|hi|good morning|good afternoon|good evening|my name is|speaking|for calling|for holding|
            for waiting|for taking|your time today|can i help|may i help|i help you|how are you
        """,
    ),
    (Act.GREETING, "this is+from|with|in billing|here|at|on the"),
    (
        Act.NEXT_STEP,
        """
            next step*|what happens next|happens next|from here|follow up|schedul*|calendar|invite|order form|
            paperwork|reference number|so to recap|to recap|to summarise|to summarize|to confirm
        """,
    ),
    (Act.NEXT_STEP, f"{PROMISE}+{DEED}"),
    (
        Act.APOLOGY,
        """
            sorry|apolog*|our mistake|our fault|our error|my fault|we got .. wrong|we made a mistake|
            should not have happened|should never have|regret*+!sorry what|sorry .. repeat|sorry .. again|
            not sorry
        """,
    ),
    (
        Act.FILLER,
        """
            bear with|one moment|one second|one minute|one sec|hold on|hang on|just a moment|just a second|
            just a minute|just a sec|give me a moment|give me a second|let me see|let me check|
            let me have a look|let me look|let me think|look into|not .. sure|have to ask|do not know|no idea|
            wait stop|wait a|wait wait
        """,
    ),
)

OPEN_QUESTION = """
    what is|what was|what were|what are|what did|what do|what does|what has|what have|what would|what will|
    what happen*|what made|what makes|what matters|what else|what led|what kind|what about|what can you|
    what .. worry|what .. worried|how did|how do|how does|how has|how have|how was|how is|how are|how were|
    how would|how much|much .. did|much .. do|how long|how important|why is|why did|why do|why was|why would|
    why now|tell me .. what|
    tell me .. how|tell me .. why|tell me more|tell me about|tell .. about|tell more|walk me|talk me|
    help me understand|explain .. what|describe|more about
"""
NOT_OPEN = """
    what i can do|what we can do|what i will|what we will|how are you|how can i help|how may i help|
    account number|reference number|email address|phone number|how does that sound|what did you say|
    what is your name|what is the name
"""
CLOSED_QUESTION = """
    do you|did you|are you|were you|have you|has it|can you|could you|would you|will you|can i|could i|may i|
    shall i|should i|when is|when was|when did|when do|which|who is|who was|who else|where|how many|how often|
    what day|what time|what is your|what is the
"""
SERVING = "how can i help|how may i help|can i help|may i help|can i do for you"
"""Questions that ask nothing."""
CLOSED_START = (
    r"(?:and |so |okay |right )?(?:is|are|was|were|do|does|did|has|have) (?:it|that|this|there|they|the|we|your)\b"
)
"""Regular expression of a clause that asks by beginning with its verb; elsewhere the same words state something."""
PLAIN_ANSWER = """
    yes|yeah|yep|no|nope|okay|ok|sure|right|fine|of course|certainly|absolutely|exactly|thanks|thank you|bye|
    goodbye|mm hm|alright|all right|great
"""

NUMBER_WORD = (
    "(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half)"
)
AMOUNT = (
    rf"[£$€]\d[\d.]*|(?:\d[\d.]*|{NUMBER_WORD}(?: (?:and |a )?{NUMBER_WORD})*) "
    "(?:percent|per cent|pounds?|dollars?|euros?|quid|bucks)"
)
"""Regular expression of a sum or a percentage as it is said or written."""
DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
TIME = (
    rf"(?:by |before |on |within )?(?:(?:this|next|on) )?{DAY}(?: (?:morning|afternoon|evening))?|"
    "tomorrow(?: (?:morning|afternoon))?|next week|this (?:afternoon|evening|week)|"
    "(?:by |before )(?:noon|lunch|(?:one|two|three|four|five|six) (?:oclock|o clock))|"
    rf"(?:with)?in (?:the next )?(?:an hour|{NUMBER_WORD}(?: {NUMBER_WORD})? (?:minutes|hours|days))|"
    "by the end of the (?:day|week)"
)
"""Regular expression of a time as it is said."""
