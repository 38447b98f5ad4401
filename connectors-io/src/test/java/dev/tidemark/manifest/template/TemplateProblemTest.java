package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateProblemTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          a {{ 1 | lowr }}          => 9  => no filter named 'lowr'. Did you mean 'lower'?
          {{ 1 is od }}             => 8  => no test named 'od'. Did you mean
          {{ 1                      => 4  => the tag is not closed: expected '}}'
          {{ }}                     => 3  => expected an expression, got '}}'
          {{ (1 }}                  => 6  => unexpected '}'
          {{ 1 2 }}                 => 5  => expected print end, got '2'
          {{ 'a }}                  => 3  => unexpected character '''
          {{ a. }}                  => 6  => expected name, got '}}'
          {{ 1 + }}                 => 7  => unexpected '}}'
          {{ f(a=1, 2) }}           => 10 => a positional argument may not follow
          {{ '\\x4' }}              => 3  => malformed escape sequence
          {% break %}               => 3  => the statement 'break' is not supported
          {% if a %}b               => 11 => expected one of [elif, else, endif]
          {% endif %}               => 3  => the statement 'endif' is not supported
          {% for a of b %}          => 9  => expected 'in', got 'of'
          {# open                   => 0  => missing end of comment tag
          {% raw %}a                => 0  => missing end of raw block
          """)
  void saysWhatIsWrongAndWhere(String text, int offset, String message) {
    TemplateProblem problem =
        catchThrowableOfType(TemplateProblem.class, () -> Template.compile(text.strip()));

    assertThat(problem)
        .hasMessageContaining(message)
        .hasMessageContaining("(at offset " + offset + ")");
    assertThat(problem.offset()).isEqualTo(offset);
  }
}
