package dev.sextant.projection;

/// A word or phrase of a group's texts.
///
/// @param key its words in lower case, joined by spaces; of plural and singular the singular
/// @param form as it is written most often
/// @param share of the words of a text that it makes up, on average over the group's texts, 0..1
/// @param words 1..3
record Term(String key, String form, double share, int words) {}
