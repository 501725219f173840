package dev.sextant.words;

import java.util.List;
import java.util.Set;
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
final class Language {
    /// All that are known; where languages are equally likely, the first.
    static final List<Language> ALL = Stream.concat(
                    Stream.of(
                            Stream.concat(words(EnglishAnalyzer.getDefaultStopSet()), EnglishStopWords.MORE.stream())),
                    Stream.of(
                                    GermanAnalyzer.getDefaultStopSet(),
                                    FrenchAnalyzer.getDefaultStopSet(),
                                    SpanishAnalyzer.getDefaultStopSet(),
                                    ItalianAnalyzer.getDefaultStopSet(),
                                    PortugueseAnalyzer.getDefaultStopSet(),
                                    DutchAnalyzer.getDefaultStopSet(),
                                    RussianAnalyzer.getDefaultStopSet(),
                                    ArabicAnalyzer.getDefaultStopSet(),
                                    ArmenianAnalyzer.getDefaultStopSet(),
                                    BasqueAnalyzer.getDefaultStopSet(),
                                    BengaliAnalyzer.getDefaultStopSet(),
                                    BulgarianAnalyzer.getDefaultStopSet(),
                                    CatalanAnalyzer.getDefaultStopSet(),
                                    CzechAnalyzer.getDefaultStopSet(),
                                    DanishAnalyzer.getDefaultStopSet(),
                                    EstonianAnalyzer.getDefaultStopSet(),
                                    FinnishAnalyzer.getDefaultStopSet(),
                                    GalicianAnalyzer.getDefaultStopSet(),
                                    GreekAnalyzer.getDefaultStopSet(),
                                    HindiAnalyzer.getDefaultStopSet(),
                                    HungarianAnalyzer.getDefaultStopSet(),
                                    IndonesianAnalyzer.getDefaultStopSet(),
                                    IrishAnalyzer.getDefaultStopSet(),
                                    SoraniAnalyzer.getDefaultStopSet(),
                                    LatvianAnalyzer.getDefaultStopSet(),
                                    LithuanianAnalyzer.getDefaultStopSet(),
                                    NepaliAnalyzer.getDefaultStopSet(),
                                    NorwegianAnalyzer.getDefaultStopSet(),
                                    PersianAnalyzer.getDefaultStopSet(),
                                    RomanianAnalyzer.getDefaultStopSet(),
                                    SerbianAnalyzer.getDefaultStopSet(),
                                    SwedishAnalyzer.getDefaultStopSet(),
                                    TamilAnalyzer.getDefaultStopSet(),
                                    TeluguAnalyzer.getDefaultStopSet(),
                                    ThaiAnalyzer.getDefaultStopSet(),
                                    TurkishAnalyzer.getDefaultStopSet())
                            .map(Language::words))
            .map(Language::new)
            .toList();

    private final Set<String> stopWords;

    private Language(Stream<String> stopWords) {
        this.stopWords = stopWords.collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> words(CharArraySet listed) {
        return listed.stream().map(word -> new String((char[]) word));
    }

    boolean isStopWord(Word word) {
        return stopWords.contains(word.folded());
    }

    /// How many of some words are stop words.
    int count(List<Word> words) {
        int count = 0;
        for (Word word : words) {
            count += isStopWord(word) ? 1 : 0;
        }
        return count;
    }
}
