package dev.tidemark.manifest.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.Reply;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecoderTest {
  private final Flaws flaws = new Flaws();

  private Decoder decoder(String yaml) {
    Component root = Document.read("test", "decoder: " + yaml).root(new JsonObject(), flaws);
    return Decoders.REGISTRY.make(root.child("decoder"));
  }

  private List<String> decoded(String yaml, byte[] body, String... contentType) {
    Map<String, List<String>> headers =
        contentType.length == 0 ? Map.of() : Map.of("content-type", List.of(contentType));
    try {
      List<Object> elements =
          decoder(yaml).open(new Answer(new Reply(200, headers, body, body.length, 0))).all();
      return elements.stream().map(Json::write).toList();
    } catch (Undecodable e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private List<String> decoded(String yaml, String body) {
    return decoded(yaml, body.getBytes(UTF_8));
  }

  private List<String> csv(String body) {
    return decoded("{type: CsvDecoder}", body);
  }

  private static byte[] gzip(byte[] content) {
    return packed(content, GZIPOutputStream::new);
  }

  private interface Packing {
    OutputStream into(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] content, Packing packing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed = packing.into(out)) {
      packed.write(content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static byte[] zip(String... namesAndContents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "a,b;1,2;3,4 | {'a':'1','b':'2'} {'a':'3','b':'4'}",
        "a,b;1;3,4, | {'a':'1','b':null} {'a':'3','b':'4','null':['']}",
        "a,b;1,2,3,4 | {'a':'1','b':'2','null':['3','4']}",
        "a,b;;,; ; | {'a':'','b':''} {'a':' ','b':null}",
        "a,a;1,2 | {'a':'2'}",
        "a;\"x\"\"y\" | {'a':'x\\\"y'}",
        "a;\"x,y\" | {'a':'x,y'}",
        "a;\"x\"y\"z\" | {'a':'xy\\\"z\\\"'}",
        "a;x\"y | {'a':'x\\\"y'}",
        "a;\" x \" | {'a':' x '}",
        "a;\"x;y\";z | {'a':'x\\ny'} {'a':'z'}",
        "\"a b\",c;1,2 | {'a b':'1','c':'2'}",
        "a |",
        "a; |",
      })
  void csvIsReadAsPythonReadsIt(String lines, String records) {
    String expected = records == null ? "" : records.replace('\'', '"');
    for (String end : List.of("\n", "\r\n", "\r")) {
      assertThat(String.join(" ", csv(lines.replace(";", end)))).isEqualTo(expected);
    }
  }

  @Test
  void anEmptyCsvHasNoRows() {
    assertThat(csv("")).isEmpty();
    assertThat(csv("\n")).isEmpty();
  }

  @Test
  void csvMayHaveAnotherDelimiterAndValuesThatStandForNone() {
    assertThat(
            decoded(
                "{type: CsvDecoder, delimiter: '\\t', set_values_to_none: ['', '-', 0]}",
                "a\tb\tc\td\n-\t\t0\tx-\n"))
        .containsExactly("{\"a\":null,\"b\":null,\"c\":null,\"d\":\"x-\"}");
    assertThat(decoded("{type: CsvDecoder, delimiter: ';'}", "a;b\n1,5;2"))
        .containsExactly("{\"a\":\"1,5\",\"b\":\"2\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "iso-8859-1, ISO-8859-1",
    "latin-1, ISO-8859-1",
    "latin_1, ISO-8859-1",
    "cp1252, windows-1252",
    "utf_8, UTF-8",
    "UTF8, UTF-8",
    "utf-16, UTF-16",
  })
  void encodingsHaveTheirPythonNames(String name, String charset) {
    byte[] body = "a\nné".getBytes(Charset.forName(charset));
    assertThat(decoded("{type: CsvDecoder, encoding: " + name + "}", body))
        .containsExactly("{\"a\":\"né\"}");
  }

  @Test
  void aByteOrderMarkIsPartOfTheFirstNameUnlessTheEncodingSaysSo() {
    byte[] body = "\ufeffa\n1".getBytes(UTF_8);
    assertThat(decoded("{type: CsvDecoder}", body)).containsExactly("{\"\ufeffa\":\"1\"}");
    assertThat(decoded("{type: CsvDecoder, encoding: utf-8-sig}", body))
        .containsExactly("{\"a\":\"1\"}");
  }

  @Test
  void rowsInAnotherEncodingAreNotGuessedAt() {
    assertThatThrownBy(() -> decoded("{type: CsvDecoder}", "a\nné".getBytes(ISO_8859_1)))
        .hasMessageContaining("the answer is in another encoding (HTTP 200, no content type");
  }

  @Test
  void aCsvThatEndsWithinAQuoteIsCut() {
    assertThatThrownBy(() -> csv("a\n1\n\"2"))
        .hasMessageContaining("is cut")
        .hasMessageContaining("the quote that begins in line 3 is never closed");
  }

  @Test
  void aCsvWithoutNamesIsNone() {
    assertThatThrownBy(() -> csv("\na,b\n1,2\n"))
        .hasMessageContaining("its first line, which should name the columns, is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Log in</body></html>",
        "\n <!DOCTYPE html><html>",
        "<!-- x --> <HTML lang='en'>",
      })
  void aWebPageIsNoTextOfRows(String page) {
    for (String type : List.of("CsvDecoder", "IterableDecoder")) {
      assertThatThrownBy(() -> decoded("{type: " + type + "}", page))
          .hasMessageContaining("the answer is a web page");
    }
  }

  @Test
  void linesOfJsonAreElements() {
    assertThat(decoded("{type: JsonlDecoder}", "{\"a\":1}\n\n [2]\r\n\"x\"\n"))
        .containsExactly("{\"a\":1}", "[2]", "\"x\"");
    assertThat(decoded("{type: JsonlDecoder}", "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1}\nnot JSON\n{\"a\":2}", "{\"a\":1}\n{\"a\":", "<html>"})
  void aLineThatIsNoJsonIsNotPassedOver(String body) {
    assertThatThrownBy(() -> decoded("{type: JsonlDecoder}", body))
        .hasMessageContaining("the answer is not JSON (HTTP 200");
  }

  @Test
  void linesAreRecordsOfOneField() {
    assertThat(decoded("{type: IterableDecoder}", "x\r\n\ny,é\rz\n"))
        .containsExactly(
            "{\"record\":\"x\"}",
            "{\"record\":\"\"}",
            "{\"record\":\"y,é\"}",
            "{\"record\":\"z\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "data | {'data':[{'a':1},2,[3]],'x':[4]} | {'a':1} 2 [3]",
        "data.users | {'n':{'data':{'users':[9]}},'data':{'x':[8],'users':[{'a':{'users':[7]}}]}} |"
            + " {'a':{'users':[7]}}",
        "a.b | {'a':[{'b':[1]}],'a.b':[2]} | 2",
        "a.item.b | {'a':[{'b':[1,2]},{'c':[3]},{'b':[4]}]} | 1 2 4",
        "item | [[1,2],[3]] | 1 2 3",
        "data | {'data':{'a':1}} |",
        "data | {} |",
        "data | 5 |",
      })
  void itemsAreFoundByThePathOfTheirArray(String path, String body, String found) {
    String elements =
        String.join(
            " ",
            decoded("{type: JsonItemsDecoder, items_path: " + path + "}", body.replace('\'', '"')));
    assertThat(elements).isEqualTo(found == null ? "" : found.replace('\'', '"'));
  }

  @Test
  void itemsMayBeInAnyEncoding() {
    String yaml = "{type: JsonItemsDecoder, items_path: a, encoding: %s}";
    String body = "{\"a\":[\"é\"]}";
    assertThat(decoded(yaml.formatted("iso-8859-1"), body.getBytes(ISO_8859_1)))
        .containsExactly("\"é\"");
    assertThat(decoded(yaml.formatted("utf-8"), body.getBytes(UTF_8))).containsExactly("\"é\"");
    assertThatThrownBy(() -> decoded(yaml.formatted("ascii"), body.getBytes(UTF_8)))
        .hasMessageContaining("is not JSON")
        .hasMessageContaining("the text is in another encoding");
  }

  @Test
  void aCutDocumentIsNoticedBehindItsItemsToo() {
    String yaml = "{type: JsonItemsDecoder, items_path: a}";
    assertThatThrownBy(() -> decoded(yaml, "{\"a\":[1,2],\"b\":"))
        .hasMessageContaining("is not JSON");
    assertThatThrownBy(() -> decoded(yaml, "{\"a\":[1,2]} x")).hasMessageContaining("is not JSON");
    assertThatThrownBy(() -> decoded(yaml, "")).hasMessageContaining("the body is empty");
  }

  @Test
  void whatIsPackedIsUnpackedHoweverOften() {
    String yaml = "{type: GzipDecoder, decoder: {type: CsvDecoder}}";
    byte[] body = "a\n1".getBytes(UTF_8);
    for (byte[] packed : List.of(body, gzip(body), gzip(gzip(body)))) {
      assertThat(decoded(yaml, packed)).containsExactly("{\"a\":\"1\"}");
    }
    assertThatThrownBy(() -> decoded(yaml, gzip(gzip(gzip(gzip(body))))))
        .hasMessageContaining("it is packed more than 3 times over");
  }

  @Test
  void aPackedBodyThatIsCutIsNoticed() {
    byte[] packed = gzip("a\n1\n2\n3".getBytes(UTF_8));
    assertThatThrownBy(
            () ->
                decoded(
                    "{type: GzipDecoder, decoder: {type: CsvDecoder}}",
                    Arrays.copyOf(packed, packed.length - 9)))
        .hasMessageContaining("the answer can't be read");
  }

  @Test
  void packedJsonIsAnArrayOfElementsOrOne() {
    String yaml = "{type: GzipDecoder, decoder: {type: JsonDecoder}}";
    assertThat(decoded(yaml, gzip("[{\"a\":1},2]".getBytes(UTF_8))))
        .containsExactly("{\"a\":1}", "2");
    assertThat(decoded(yaml, gzip("{\"a\":[1]}".getBytes(UTF_8)))).containsExactly("{\"a\":[1]}");
    assertThat(decoded(yaml, gzip("[]".getBytes(UTF_8)))).isEmpty();
    assertThatThrownBy(() -> decoded(yaml, gzip("[1,".getBytes(UTF_8))))
        .hasMessageContaining("is not JSON");
    assertThatThrownBy(() -> decoded(yaml, gzip("[1] 2".getBytes(UTF_8))))
        .hasMessageContaining("more text follows");
  }

  @Test
  void aBombIsNotUnpacked() {
    byte[] blanks = " ".repeat(20 << 20).getBytes(UTF_8);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    for (int i = 0; i < 13; i++) {
      bomb.writeBytes(gzip(blanks));
    }
    assertThatThrownBy(
            () -> decoded("{type: GzipDecoder, decoder: {type: JsonlDecoder}}", bomb.toByteArray()))
        .hasMessageContaining("unpack to more than 256 MB");
    byte[] archive =
        packed(
            new byte[300 << 20],
            out -> {
              ZipOutputStream zip = new ZipOutputStream(out);
              zip.putNextEntry(new ZipEntry("a.csv"));
              return zip;
            });
    assertThatThrownBy(
            () -> decoded("{type: ZipfileDecoder, decoder: {type: CsvDecoder}}", archive))
        .hasMessageContaining("is no archive that would be unpacked")
        .hasMessageContaining("1 members of 300 MB in all");
  }

  @Test
  void theMembersOfAnArchiveFollowOneAnother() {
    assertThat(
            decoded(
                "{type: ZipfileDecoder, decoder: {type: CsvDecoder}}",
                zip("a.csv", "x\n1\n2", "dir/", "", "dir/b.csv", "y\n3")))
        .containsExactly("{\"x\":\"1\"}", "{\"x\":\"2\"}", "{\"y\":\"3\"}");
    assertThat(
            decoded(
                "{type: ZipfileDecoder, decoder: {type: GzipDecoder, decoder: {type:"
                    + " JsonDecoder}}}",
                zip("a", "[1]")))
        .containsExactly("1");
    assertThat(decoded("{type: ZipfileDecoder, decoder: {type: CsvDecoder}}", zip())).isEmpty();
  }

  @Test
  void faultsInAnArchiveNameTheMember() {
    assertThatThrownBy(
            () ->
                decoded(
                    "{type: ZipfileDecoder, decoder: {type: JsonDecoder}}",
                    zip("a.json", "[1]", "b.json", "[1")))
        .hasMessageContaining("'b.json' in the answer is not JSON");
  }

  @Test
  void whatIsNoArchiveIsNotRead() {
    String yaml = "{type: ZipfileDecoder, decoder: {type: CsvDecoder}}";
    byte[] archive = zip("a.csv", "x\n1");
    assertThatThrownBy(() -> decoded(yaml, "a,b\n1,2"))
        .hasMessageContaining("the answer is not a zip archive");
    assertThatThrownBy(() -> decoded(yaml, Arrays.copyOf(archive, archive.length - 30)))
        .hasMessageContaining("the answer is not a zip archive");
    archive[37]++;
    assertThatThrownBy(() -> decoded(yaml, archive)).hasMessageContaining("'a.csv' in the answer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "<r>x</r> | {'r':'x'}",
        "<r/> | {'r':null}",
        "<r> </r> | {'r':null}",
        "<r a='1'/> | {'r':{'@a':'1'}}",
        "<r a='1'> x </r> | {'r':{'@a':'1','#text':'x'}}",
        "<r><i>1</i></r> | {'r':{'i':'1'}}",
        "<r><i>1</i><j/><i>2</i><i/></r> | {'r':{'i':['1','2',null],'j':null}}",
        "<r>a<i>1</i>b</r> | {'r':{'i':'1','#text':'ab'}}",
        "<r><![CDATA[<x>]]>&amp;&lt;&#65;</r> | {'r':'<x>&<A'}",
        "<?xml version='1.0'?><!-- c --><s:r xmlns:s='u' s:a='1'><s:i>1</s:i></s:r> |"
            + " {'s:r':{'@xmlns:s':'u','@s:a':'1','s:i':'1'}}",
        "<r xmlns='u'/> | {'r':{'@xmlns':'u'}}",
        "<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/x.dtd'><r>x</r> | {'r':'x'}",
      })
  void xmlBecomesAnObject(String xml, String found) {
    assertThat(decoded("{type: XmlDecoder}", xml)).containsExactly(found.replace('\'', '"'));
  }

  @Test
  void xmlIsInTheEncodingThatItNamesOrTheAnswer() {
    String text = "<r>é</r>";
    assertThat(
            decoded(
                "{type: XmlDecoder}",
                ("<?xml version='1.0' encoding='ISO-8859-1'?>" + text).getBytes(ISO_8859_1)))
        .containsExactly("{\"r\":\"é\"}");
    assertThat(decoded("{type: XmlDecoder}", text.getBytes(UTF_16)))
        .containsExactly("{\"r\":\"é\"}");
    assertThat(
            decoded(
                "{type: XmlDecoder}",
                text.getBytes(ISO_8859_1),
                "text/xml; charset=\"iso-8859-1\""))
        .containsExactly("{\"r\":\"é\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "<r>",
        "<r></s>",
        "<r/><r/>",
        "<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>",
        "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>",
        "<!DOCTYPE r [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><r a='&b;'/>",
      })
  void whatIsNoXmlOrUsesEntitiesIsRefused(String xml) {
    assertThatThrownBy(() -> decoded("{type: XmlDecoder}", xml))
        .hasMessageContaining("the answer is not XML (HTTP 200");
  }

  @Test
  void xmlIsNestedOnlySoDeep() {
    assertThatThrownBy(
            () -> decoded("{type: XmlDecoder}", "<r>".repeat(5_000) + "</r>".repeat(5_000)))
        .hasMessageContaining("nested more than 200 deep");
  }

  @Test
  void olderNamesMeanTheSame() {
    byte[] rows = gzip("a;é\n1;2".getBytes(ISO_8859_1));
    assertThat(
            decoded(
                "{type: CompositeRawDecoder, parser: {type: GzipParser, inner_parser: {type:"
                    + " CsvParser, delimiter: ';', encoding: latin-1}}}",
                rows))
        .containsExactly("{\"a\":\"1\",\"é\":\"2\"}");
    assertThat(
            decoded("{type: CompositeRawDecoder, parser: {type: JsonLineParser}}", "{\"a\":1}\n2"))
        .containsExactly("{\"a\":1}", "2");
    assertThat(decoded("{type: GzipJsonDecoder}", gzip("[1]".getBytes(UTF_8))))
        .containsExactly("1");
    assertThat(decoded("{type: ZipfileDecoder, parser: {type: JsonParser}}", zip("a", "[1]")))
        .containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "{type: JsonDecoder} | SEEING",
        "{type: XmlDecoder} | SEEING",
        "{type: GzipDecoder, decoder: {type: JsonDecoder}} | BLIND",
        "{type: CompositeRawDecoder, parser: {type: JsonParser}} | BLIND",
        "{type: GzipDecoder, decoder: {type: GzipDecoder, decoder: {type: JsonDecoder}}} | NONE",
        "{type: GzipDecoder, decoder: {type: JsonlDecoder}} | NONE",
        "{type: CsvDecoder} | NONE",
        "{type: JsonlDecoder} | NONE",
        "{type: IterableDecoder} | NONE",
        "{type: ZipfileDecoder, decoder: {type: JsonDecoder}} | NONE",
      })
  void pagingSeesWhatIsNotRead(String yaml, Decoder.Paging paging) {
    assertThat(decoder(yaml).paging()).isEqualTo(paging);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "{type: CsvDecodr} | decoder (line 1, column 10): 'CsvDecodr' is not a decoder. Did you"
            + " mean 'CsvDecoder'?",
        "{type: CsvDecoder, encoding: utf-9} | there is no encoding 'utf-9'. Did you mean 'utf-8'?",
        "{type: CsvDecoder, delimiter: '::'} | must be one character, not '::'",
        "{type: JsonItemsDecoder} | items_path (line 1, column 10): is missing",
        "{type: JsonItemsDecoder, items_path: '$.a'} | must be names joined by dots",
        "{type: GzipDecoder} | decoder.decoder (line 1, column 10): is missing; a component is"
            + " expected",
        "{type: GzipDecoder, decoder: {type: XmlDecoder}} | 'XmlDecoder' is not a format.",
        "{type: CustomDecoder, class_name: source_x.Mine} | needs the Python class 'source_x.Mine'",
      })
  void whatCantBeBuiltIsAFlaw(String yaml, String flaw) {
    decoder(yaml);
    assertThat(flaws.all()).singleElement().asString().contains(flaw);
  }
}
