package dev.tidemark.manifest.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonSchemaTest {
  private static List<String> faults(String schema, String value) {
    return new JsonSchema(Json.parseObject(schema.replace('\'', '"')))
        .faults(Json.parse(value.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "{} | {'a':1}",
        "{'type':'string'} | 'a'",
        "{'type':['null','integer']} | null",
        "{'type':'integer'} | 1.0",
        "{'type':'number'} | 1",
        "{'enum':[1,'a']} | 1.0",
        "{'const':{'a':[1]}} | {'a':[1]}",
        "{'minimum':1,'maximum':2,'multipleOf':0.5} | 1.5",
        "{'exclusiveMinimum':1} | 1.01",
        "{'minLength':1,'maxLength':2,'pattern':'^.b'} | 'éb'",
        "{'items':{'type':'integer'},'minItems':1,'maxItems':2,'uniqueItems':true} | [1,2]",
        "{'items':[{'type':'string'}],'additionalItems':false} | ['a']",
        "{'contains':{'const':2}} | [1,2]",
        "{'required':['a'],'properties':{'a':{'type':'string'}}} | {'a':'x','b':1}",
        "{'patternProperties':{'^x_':{'type':'integer'}},'additionalProperties':false} | {'x_a':1}",
        "{'propertyNames':{'maxLength':1},'minProperties':1,'maxProperties':1} | {'a':1}",
        "{'dependencies':{'a':['b'],'c':{'required':['d']}}} | {'a':1,'b':1}",
        "{'anyOf':[{'type':'string'},{'type':'integer'}]} | 1",
        "{'oneOf':[{'type':'string'},{'type':'integer'}]} | 1",
        "{'allOf':[{'minimum':1},{'maximum':1}]} | 1",
        "{'not':{'type':'string'}} | 1",
        "{'if':{'type':'string'},'then':{'minLength':1},'else':{'minimum':1}} | 1",
        "{'definitions':{'p':{'type':'integer'}},'properties':{'a':{'$ref':'#/definitions/p'}}} |"
            + " {'a':1}",
        "{'pattern':'(?P<x>a)'} | 'b'",
      })
  void aValueThatFitsHasNoFaults(String schema, String value) {
    assertThat(faults(schema, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "{'type':'string'} | 1 | must be string",
        "{'type':['null','object']} | [] | must be null or object",
        "{'type':'integer'} | 1.5 | must be integer",
        "{'type':'number'} | true | must be number",
        "{'enum':[1,2]} | 3 | must be one of [1, 2]",
        "{'const':'a'} | 'b' | must be a",
        "{'minimum':1} | 0 | must be at least 1",
        "{'maximum':1} | 2 | must be at most 1",
        "{'exclusiveMinimum':1} | 1 | must be more than 1",
        "{'exclusiveMaximum':1} | 1 | must be less than 1",
        "{'multipleOf':2} | 3 | must be a multiple of 2",
        "{'minLength':2} | 'a' | must have at least 2 characters",
        "{'maxLength':1} | 'ab' | must have at most 1 characters",
        "{'pattern':'^a'} | 'b' | must match ^a",
        "{'items':{'type':'integer'}} | [1,'a'] | [1] must be integer",
        "{'items':[{}],'additionalItems':false} | [1,2] | [1] is not allowed",
        "{'minItems':1} | [] | must have at least 1 items",
        "{'uniqueItems':true} | [1,1.0] | must not have an item twice",
        "{'contains':{'const':2}} | [1] | has no item of the kind it must have",
        "{'required':['a']} | {} | must have 'a'",
        "{'properties':{'a':{'properties':{'b':{'type':'string'}}}}} | {'a':{'b':1}} | a.b must be"
            + " string",
        "{'additionalProperties':false} | {'a':1} | a is not allowed",
        "{'propertyNames':{'maxLength':1}} | {'ab':1} | ab must have at most 1 characters",
        "{'dependencies':{'a':['b']}} | {'a':1} | has 'a', but not 'b'",
        "{'dependencies':{'a':{'required':['b']}}} | {'a':1} | must have 'b'",
        "{'anyOf':[{'type':'string'},{'type':'integer'}]} | null | fits none of 2 schemas",
        "{'oneOf':[{'type':'number'},{'type':'integer'}]} | 1 | fits 2 of 2 schemas, not one",
        "{'not':{'type':'string'}} | 'a' | fits the schema that it must not fit",
        "{'if':{'type':'string'},'then':{'minLength':1}} | '' | must have at least 1 characters",
        "{'$ref':'#/definitions/p','definitions':{'p':{'type':'integer'}}} | 'a' | must be integer",
      })
  void aValueThatDoesNotFitHasThemNamed(String schema, String value, String fault) {
    assertThat(faults(schema, value)).containsExactly(fault);
  }

  @Test
  void aSchemaThatRefersToItselfEndsSomewhere() {
    assertThat(faults("{'$ref':'#'}", "1")).containsExactly("is nested too deep to be checked");
  }
}
