package io.github.churnml.profile;

/**
 * How often a level occurs.
 *
 * @param level the level exactly as the table spells it
 * @param rows in how many rows it stands
 */
public record LevelCount(String level, long rows) {}
