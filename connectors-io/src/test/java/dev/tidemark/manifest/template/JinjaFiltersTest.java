package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JinjaFiltersTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          '42' | int                         => 42
          '12.7' | int                       => 12
          'x' | int                          => 0
          'x' | int(7)                       => 7
          none | int                         => 0
          -1.9 | int                         => -1
          '0x1A' | int(0, 16)                => 26
          ' 1_000 ' | int                    => 1000
          'inf' | int                        => 0
          true | int                         => 1
          '5' | float                        => 5.0
          'x' | float                        => 0.0
          'x' | float(1.5)                   => 1.5
          -5 | abs                           => 5
          2.5 | round                        => 2.0
          3.5 | round                        => 4.0
          2.567 | round(2)                   => 2.57
          2.567 | round(1, 'floor')          => 2.5
          2.511 | round(1, 'ceil')           => 2.6
          5 | round                          => 5
          1250 | round(-2)                   => 1200
          1500000 | filesizeformat           => "1.5 MB"
          1024 | filesizeformat(true)        => "1.0 KiB"
          1 | filesizeformat                 => "1 Byte"
          """)
  void onNumbers(String expression, String json) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          'Ab' | lower                        => "ab"
          5 | upper                           => 5
          'aB c' | capitalize                 => "Ab c"
          'hello wORLD foo-bar' | title       => "Hello World Foo-Bar"
          '  a ' | trim                       => "a"
          'xax' | trim('x')                   => "a"
          'aab' | replace('a', 'c', 1)        => "cab"
          'ab' | center(6) ~ '|'              => "  ab  |"
          '%s-%s' | format('a', 1)            => "a-1"
          '%(a)s' | format(a='x')             => "x"
          'a b&c=/é' | urlencode              => "a%20b%26c%3D/%C3%A9"
          {'a': 1, 'b': 'x y/z'} | urlencode  => "a=1&b=x+y%2Fz"
          [('a', 1), ('b', 2)] | urlencode    => "a=1&b=2"
          'foo bar baz qux' | truncate(9)     => "foo..."
          'foo bar baz qux' | truncate(9, true) => "foo ba..."
          'foo bar baz qux' | truncate(11)    => "foo bar baz qux"
          'a\\nb\\n\\nc' | indent(2)          => "a\\n  b\\n\\n  c"
          'a\\nb' | indent('>', true)         => ">a\\n>b"
          'hello world' | wordcount           => 2
          'the quick brown fox' | wordwrap(10) => "the quick\\nbrown fox"
          'abcdefgh' | wordwrap(3)            => "abc\\ndef\\ngh"
          "<a href='x'>" | escape             => "&lt;a href=&#39;x&#39;&gt;"
          '<b>x</b>  y &amp; z' | striptags   => "x y & z"
          '<b>' | safe                        => "<b>"
          {'id': 5, 'n': none} | xmlattr      => " id=\\"5\\""
          {'b': [1], 'a': "<'>"} | tojson ~ '' => {"a":"<'>","b":[1]}
          {'a': [1, 2]} | tojson(2) ~ ' '     => {"a":[1,2]}
          'a' | pprint ~ 'x'                  => "'a'x"
          """)
  void onTexts(String expression, String json) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          config.tags | length                              => 3
          config.deep | count                               => 1
          config.tags | first                               => "x"
          'abc' | last                                      => "c"
          [] | first                                        => ""
          config.tags | join(', ')                          => "x, y, z"
          config.people | join('-', attribute='n')          => "b-A-c"
          [1, none, true] | join(',') ~ '!'                 => "1,None,True!"
          'abc' | list                                      => ["a","b","c"]
          config.deep | list                                => ["k"]
          config.missing | default('d')                     => "d"
          config.none | default('d')                        => null
          config.empty | default('d', true)                 => "d"
          config.no | d(1, boolean=true)                    => 1
          config.list | sort                                => [1,2,3]
          config.list | sort(reverse=true)                  => [3,2,1]
          ['b', 'A', 'c'] | sort                            => ["A","b","c"]
          ['b', 'A', 'c'] | sort(case_sensitive=true)       => ["A","b","c"]
          config.people | sort(attribute='v') | map(attribute='v') | list => [1,2,3]
          config.people | sort(attribute='n,v') | map(attribute='n') | join => "Abc"
          ['a', 'A', 'b', 'a'] | unique | list              => ["a","b"]
          ['a', 'A'] | unique(true) | list                  => ["a","A"]
          config.list | min                                 => 1
          ['b', 'A'] | max                                  => "b"
          (config.people | max(attribute='v')).n            => "c"
          config.list | sum                                 => 6
          config.people | sum(attribute='v', start=10)      => 16
          config.tags | map('upper') | list                 => ["X","Y","Z"]
          [' a '] | map('trim') | list                      => ["a"]
          config.tags | map('replace', 'x', 'q') | list     => ["q","y","z"]
          config.people | map(attribute='k.d', default=0) | list => [1,0,0]
          [0, 1, '', 'a'] | select | list                   => [1,"a"]
          config.list | select('odd') | list                => [3,1]
          config.list | reject('odd') | list                => [2]
          config.people | selectattr('v', 'gt', 1) | map(attribute='n') | list => ["b","c"]
          config.people | selectattr('k') | list | length   => 1
          config.people | rejectattr('k', 'defined') | map(attribute='n') | list => ["A","c"]
          config.list | reverse | list                      => [2,1,3]
          'abc' | reverse                                   => "cba"
          config.list | batch(2, 0) | list                  => [[3,1],[2,0]]
          config.list | slice(2) | list                     => [[3,1],[2]]
          (config.people | groupby('v'))[0][0]              => 1
          config.people | groupby('v') | map(attribute='grouper') | list => [1,2,3]
          {'b': 1, 'a': 2} | dictsort                       => [["a",2],["b",1]]
          {'b': 1, 'a': 2} | dictsort(by='value')           => [["b",1],["a",2]]
          {'b': 1} | items | list                           => [["b",1]]
          config | attr('name')                             => ""
          now_utc() | attr('year')                          => 2024
          [7] | random                                      => 7
          """)
  void onListsAndObjects(String expression, String json) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo(json);
  }
}
