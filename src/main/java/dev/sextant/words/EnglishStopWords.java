package dev.sextant.words;

import java.util.Set;

/// English pronouns, auxiliaries, question words and adverbs, which Lucene's list for an index leaves out. Not the
/// particles of verbs, "up" and "off": without them there is no "top up".
final class EnglishStopWords {
    static final Set<String> MORE = Set.of("""
            i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her
            hers herself its itself they them their theirs themselves one ones someone something anyone anything
            everyone everything what which who whom whose this that these those am is are was were be been being have
            has had having do does did doing done would should could ought can cannot may might must shall will i'm
            you're we're they're i've you've we've they've i'd you'd he'd she'd we'd they'd i'll you'll he'll she'll
            we'll they'll isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't shan't
            shouldn't can't couldn't mustn't a an the and but if or because as until while of at by for with about
            against between into through during before after above below to from in on over under
            again further then once here there when where why how all any both each few more most other others some
            such no nor not only own same so than too very just also even still yet ever never always already now
            upon within without among across toward towards via per much many another around whether though although
            since else however therefore thus rather quite really please let lets get gets got getting gotten
            seem seems seemed able etc vs dont cant didnt doesnt isnt wont im ive id u
            """.strip().split("\\s+"));

    private EnglishStopWords() {}
}
