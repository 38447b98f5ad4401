package dev.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ConfigSpec.Fault;
import dev.tidemark.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigSpecTest {
  private static final ConfigSpec CREDENTIALS =
      spec(
          """
          {"properties": {"credentials": {
            "type": "object",
            "properties": {"label": {"type": "string"}},
            "oneOf": [
              {"title": "API key",
               "required": ["api_key"],
               "properties": {"auth_type": {"const": "key"},
                              "api_key": {"type": "string", "airbyte_secret": true}}},
              {"title": "OAuth",
               "required": ["client_id", "client_secret"],
               "properties": {"auth_type": {"const": "oauth"},
                              "client_id": {"type": "string"},
                              "client_secret": {"type": "string", "airbyte_secret": true}}}]}}}
          """);

  @Test
  void aConfigThatIsRightHasNoFaults() {
    ConfigSpec spec =
        spec(
            """
            {"required": ["key"], "properties": {
              "key": {"type": "string", "airbyte_secret": true},
              "start_date": {"type": "string", "format": "date-time"},
              "size": {"type": ["integer", "null"], "minimum": 1, "maximum": 9},
              "ratio": {"type": "number"}}}
            """);
    assertThat(faults(spec, "{'key':'k','start_date':'2026-01-31T00:00:00Z','size':9,'ratio':1}"))
        .isEmpty();
    assertThat(faults(spec, "{'key':'k','size':null,'ratio':0.5}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'type':'string'            | 1                  | must be string, not integer",
        "'type':'integer'           | 'one'              | must be integer, not string",
        "'type':'integer'           | 1.5                | must be integer, not number",
        "'type':'boolean'           | 'true'             | must be boolean, not string",
        "'type':'array'             | {}                 | must be array, not object",
        "'type':'object'            | []                 | must be object, not array",
        "'type':['string','null']   | false              | must be string or null, not boolean",
        "'type':'array','items':{'type':'string'} | ['a',1] | must be string, not integer",
        "'minimum':1                | 0                  | must be at least 1",
        "'maximum':99.5             | 100                | must be at most 99.5",
        "'enum':['a','b']           | 'c'                | must be one of a, b",
        "'enum':[1,2]               | 3                  | must be one of 1, 2",
        "'const':'x'                | 'y'                | must be x",
        "'const':null               | 'y'                | must be null",
        "'pattern':'^AC[0-9]+$'     | 'AD1'              | must look like ^AC[0-9]+$",
        "'pattern':'^AC','examples':['AC123'] | 'x'      | must look like AC123",
        "'format':'date'            | '2026-02-30'       | must be a date, as 2026-01-31",
        "'format':'date'            | '2026-01-31T00:00:00Z' | must be a date, as 2026-01-31",
        "'format':'date-time'       | '2026-01-31'       | must be a date-time, as"
            + " 2026-01-31T00:00:00Z",
        "'format':'date-time'       | 'yesterday'        | must be a date-time, as"
            + " 2026-01-31T00:00:00Z",
        "'format':'date-time','pattern':'^2' | '2026-02-30T00:00:00Z' | must be a date-time, as"
            + " 2026-01-31T00:00:00Z"
      })
  void aValueThatIsNotAllowedIsAFault(String schema, String value, String message) {
    assertThat(faults(property(schema), "{'p':" + value + "}")).containsExactly("p: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'type':'integer'           | 3.0",
        "'type':'number'            | 3",
        "'type':'string'            | null",
        "'format':'email'           | 'no email'",
        "'format':'date'            | '2026-01-31'",
        "'format':'date-time'       | '2026-01-31T01:02:03.5+02:00'",
        "'format':'date-time','pattern':'^[0-9-]+$' | '2026-01-31'",
        "'pattern':'^(?P<python>x)$' | 'anything'",
        "'type':'array'             | [1,'a']",
        "                           | {'any':'thing'}"
      })
  void aValueThatIsAllowedIsNone(String schema, String value) {
    assertThat(faults(property(schema == null ? "" : schema), "{'p':" + value + "}")).isEmpty();
  }

  @Test
  void whatIsRequiredMustBeThereAndNotNull() {
    ConfigSpec spec =
        spec(
            """
            {"required": ["a", "b"], "properties": {"a": {}, "b": {},
              "in": {"type": "object", "required": ["c"], "properties": {"c": {}}}}}
            """);
    assertThat(faults(spec, "{'b':null,'in':{}}"))
        .containsExactly("a: is missing", "b: is missing", "in.c: is missing");
  }

  @Test
  void anUnknownFieldIsAFaultWithAHint() {
    ConfigSpec spec = spec("{\"properties\":{\"api_key\":{},\"start_date\":{}}}");
    assertThat(faults(spec, "{'apikey':1,'x':2}"))
        .containsExactly(
            "apikey: is not known. Did you mean 'api_key'? Known: api_key, start_date",
            "x: is not known. Known: api_key, start_date");
  }

  @Test
  void whereOtherFieldsAreAllowedOnlyWhatIsProbablyMisspeltIsAFault() {
    ConfigSpec spec =
        spec(
            """
            {"additionalProperties": true, "properties": {"api_key": {},
              "auth": {"additionalProperties": true, "oneOf": [{"properties": {"token": {}}}]}}}
            """);
    assertThat(faults(spec, "{'hidden_switch':1,'auth':{'token':1,'other_thing':2}}")).isEmpty();
    assertThat(faults(spec, "{'apikey':1}"))
        .containsExactly("apikey: is not known. Did you mean 'api_key'? Known: api_key, auth");
  }

  @Test
  void unknownFieldsOfNestedObjectsAndItemsAreFaultsToo() {
    ConfigSpec spec =
        spec(
            """
            {"properties": {"in": {"properties": {"a": {}}},
              "list": {"type": "array", "items": {"type": "object", "properties": {"a": {}}}}}}
            """);
    assertThat(faults(spec, "{'in':{'b':1},'list':[{'a':1},{'c':1}]}"))
        .containsExactly(
            "in.b: is not known. Did you mean 'a'? Known: a",
            "list.c: is not known. Did you mean 'a'? Known: a");
  }

  @Test
  void aMapMayHaveAnyNamesWhoseValuesFit() {
    ConfigSpec spec =
        spec("{\"properties\":{\"map\":{\"additionalProperties\":{\"type\":\"string\"}}}}");
    assertThat(faults(spec, "{'map':{'any':'x'}}")).isEmpty();
    assertThat(faults(spec, "{'map':{'any':1}}"))
        .containsExactly("map.any: must be string, not integer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'auth_type':'key','api_key':'k'}",
        "{'auth_type':'oauth','client_id':'i','client_secret':'s','label':'l'}",
        "{'api_key':'k'}"
      })
  void anObjectMayHaveAnyOfItsForms(String value) {
    assertThat(faults(CREDENTIALS, "{'credentials':" + value + "}")).isEmpty();
  }

  @Test
  void theFaultsOfTheFormThatWasMeantAreTold() {
    assertThat(faults(CREDENTIALS, "{'credentials':{'auth_type':'oauth','client_id':1,'x':2}}"))
        .containsExactly(
            "credentials.client_secret: is missing",
            "credentials.client_id: must be string, not integer",
            "credentials.x: is not known. Known: label, auth_type, client_id, client_secret");
  }

  @Test
  void whereNoFormWasMeantTheFormsAreTold() {
    assertThat(faults(CREDENTIALS, "{'credentials':{'auth_type':'none'}}"))
        .containsExactly("credentials: fits none of its 2 forms: API key, OAuth");
  }

  @Test
  void formsOfTheConfigItselfAreChecked() {
    ConfigSpec spec =
        spec(
            "{\"oneOf\":[{\"required\":[\"a\"],\"properties\":{\"a\":{}}},{\"required\":[\"b\"]}]}");
    assertThat(faults(spec, "{'a':1}")).isEmpty();
    assertThat(faults(spec, "{'c':1}"))
        .containsExactly(": fits none of its 2 forms: form 1, form 2");
  }

  @Test
  void secretsAreFoundWhereverTheyAre() {
    ConfigSpec spec =
        spec(
            """
            {"properties": {
              "key": {"airbyte_secret": true},
              "open": {"airbyte_secret": false},
              "in": {"properties": {"pin": {"airbyte_secret": true}}},
              "keys": {"type": "array", "items": {"airbyte_secret": true}},
              "hosts": {"items": {"properties": {"token": {"airbyte_secret": true}}}},
              "any": {"anyOf": [{"properties": {"t": {"airbyte_secret": true}}}]}}}
            """);
    assertThat(spec.secrets()).containsExactly("any.t", "hosts.token", "in.pin", "key", "keys");
    assertThat(CREDENTIALS.secrets())
        .containsExactly("credentials.api_key", "credentials.client_secret");
  }

  @Test
  void theValueOfASecretIsNotQuoted() {
    ConfigSpec spec =
        property("'type':'string','airbyte_secret':true,'pattern':'^sk_','enum':['sk_1']");
    assertThat(String.join(" ", faults(spec, "{'p':'hunter22'}"))).doesNotContain("hunter22");
  }

  private static ConfigSpec property(String schema) {
    return spec("{'properties':{'p':{" + schema + "}}}".replace('\'', '"'));
  }

  private static ConfigSpec spec(String schema) {
    return new ConfigSpec(Json.parseObject(schema.replace('\'', '"')));
  }

  private static List<String> faults(ConfigSpec spec, String config) {
    List<Fault> faults = spec.check(Json.parseObject(config.replace('\'', '"')));
    return faults.stream().map(fault -> fault.path() + ": " + fault.message()).toList();
  }
}
