package dev.tidemark.file;

import dev.tidemark.json.JsonObject;

/**
 * What is to be read.
 *
 * @param file the file
 * @param split the part of it
 * @param from where to go on, as {@link FilePage#following} said; null at the part's beginning
 * @param schema JSON Schema of the records, to which text is cast in formats that have only text;
 *     null if nothing is to be cast
 * @param limit how much a page holds
 */
public record Reading(
    FileContent file, Split split, String from, JsonObject schema, PageLimit limit) {}
