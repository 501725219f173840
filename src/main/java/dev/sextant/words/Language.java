package dev.sextant.words;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/// A language whose stop words are known: words that say nothing without others, like "the" and "of". The lists are
/// Lucene's; its English one, made for an index, is short and filled up here.
enum Language {
    ENGLISH(() -> EnglishAnalyzer.getDefaultStopSet()),
    GERMAN(GermanAnalyzer::getDefaultStopSet),
    FRENCH(FrenchAnalyzer::getDefaultStopSet),
    SPANISH(SpanishAnalyzer::getDefaultStopSet),
    ITALIAN(ItalianAnalyzer::getDefaultStopSet),
    PORTUGUESE(PortugueseAnalyzer::getDefaultStopSet),
    DUTCH(DutchAnalyzer::getDefaultStopSet),
    RUSSIAN(RussianAnalyzer::getDefaultStopSet),
    ARABIC(ArabicAnalyzer::getDefaultStopSet),
    ARMENIAN(ArmenianAnalyzer::getDefaultStopSet),
    BASQUE(BasqueAnalyzer::getDefaultStopSet),
    BENGALI(BengaliAnalyzer::getDefaultStopSet),
    BULGARIAN(BulgarianAnalyzer::getDefaultStopSet),
    CATALAN(CatalanAnalyzer::getDefaultStopSet),
    CZECH(CzechAnalyzer::getDefaultStopSet),
    DANISH(DanishAnalyzer::getDefaultStopSet),
    ESTONIAN(EstonianAnalyzer::getDefaultStopSet),
    FINNISH(FinnishAnalyzer::getDefaultStopSet),
    GALICIAN(GalicianAnalyzer::getDefaultStopSet),
    GREEK(GreekAnalyzer::getDefaultStopSet),
    HINDI(HindiAnalyzer::getDefaultStopSet),
    HUNGARIAN(HungarianAnalyzer::getDefaultStopSet),
    INDONESIAN(IndonesianAnalyzer::getDefaultStopSet),
    IRISH(IrishAnalyzer::getDefaultStopSet),
    KURDISH(SoraniAnalyzer::getDefaultStopSet),
    LATVIAN(LatvianAnalyzer::getDefaultStopSet),
    LITHUANIAN(LithuanianAnalyzer::getDefaultStopSet),
    NEPALI(NepaliAnalyzer::getDefaultStopSet),
    NORWEGIAN(NorwegianAnalyzer::getDefaultStopSet),
    PERSIAN(PersianAnalyzer::getDefaultStopSet),
    ROMANIAN(RomanianAnalyzer::getDefaultStopSet),
    SERBIAN(SerbianAnalyzer::getDefaultStopSet),
    SWEDISH(SwedishAnalyzer::getDefaultStopSet),
    TAMIL(TamilAnalyzer::getDefaultStopSet),
    TELUGU(TeluguAnalyzer::getDefaultStopSet),
    THAI(ThaiAnalyzer::getDefaultStopSet),
    TURKISH(TurkishAnalyzer::getDefaultStopSet);

    private final Set<String> stopWords;

    Language(Supplier<CharArraySet> stopWords) {
        Stream<String> listed = stopWords.get().stream().map(word -> new String((char[]) word));
        this.stopWords = Stream.concat(listed, more(name())).collect(Collectors.toUnmodifiableSet());
    }

    boolean isStopWord(String folded) {
        return stopWords.contains(folded);
    }

    private static Stream<String> more(String name) {
        return name.equals("ENGLISH") ? EnglishStopWords.MORE.stream() : Stream.of();
    }
}
