package dev.tidemark.simulator.record;

import java.util.List;

/** Words that invented people, companies and notes are made of; many are not ASCII on purpose. */
public final class Words {
  private static final String[] FIRST = {
    "Ada", "Zoë", "Łukasz", "Søren", "Chloé", "Jürgen", "María", "Ivan", "Мария", "太郎", "Amélie",
    "Noah", "Olivia", "Liam", "Emma", "Ahmet", "Siân", "Björn", "Yuki", "Fatima", "Grace", "Alan"
  };
  private static final String[] LAST = {
    "Lovelace",
    "O'Brien",
    "Müller",
    "García",
    "Nowak",
    "Sørensen",
    "山田",
    "Smith",
    "Dvořák",
    "Öztürk",
    "Johnson",
    "de la Cruz",
    "Nguyễn",
    "Петрова",
    "Brown",
    "Lindström",
    "Rossi",
    "Hopper",
    "Turing"
  };
  private static final String[] COMPANY = {
    "Acme",
    "Smith & Sons",
    "Blåbær AS",
    "Wayne \"Bat\" Ltd",
    "Café del Mar",
    "株式会社さくら",
    "Initech",
    "Globex",
    "Umbrella",
    "Hooli",
    "Stark\\Banner",
    "Ünal Tekstil",
    "Northwind",
    "Contoso",
    "Vandelay",
    "Rocket 🚀 Labs"
  };
  private static final List<String> SENTENCES =
      List.of(
          "Asked about the annual plan and will decide next quarter. ",
          "Line one\nline two\twith a tab, a \"quote\" and a back\\slash. ",
          "Möchte im nächsten Quartal auf 250 Plätze erweitern. ",
          "<b>Not</b> markup & not a problem. ",
          "来月もう一度ご連絡ください 🙏. ");

  private Words() {}

  /** A given name. */
  public static String first(Dice dice, long position, int question) {
    return dice.of(position, question, FIRST);
  }

  /** A family name. */
  public static String last(Dice dice, long position, int question) {
    return dice.of(position, question, LAST);
  }

  /** A company. */
  public static String company(Dice dice, long position, int question) {
    return dice.of(position, question, COMPANY);
  }

  /** So many sentences in a row. */
  public static String text(Dice dice, long position, int question, int sentences) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append(SENTENCES.get(dice.pick(position + 31L * i, question, SENTENCES.size())));
    }
    return text.toString();
  }
}
