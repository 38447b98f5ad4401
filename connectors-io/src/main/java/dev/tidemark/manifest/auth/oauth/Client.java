package dev.tidemark.manifest.auth.oauth;

import dev.tidemark.http.Masking;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.manifest.template.Truth;
import dev.tidemark.problem.Problem;
import java.util.Map;

/** Who asks for a token. */
final class Client {
  private static final String ID = "client_id";
  private static final String SECRET = "client_secret";

  private final String path;
  private final Expression idName;
  private final Expression id;
  private final Expression secretName;
  private final Expression secret;

  Client(Component component) {
    path = component.path();
    idName = component.expression("client_id_name", Names.NONE, ID);
    id = credential(component, ID);
    secretName = component.expression("client_secret_name", Names.NONE, SECRET);
    secret = credential(component, SECRET);
  }

  /** Where tokens are written back to the config, its own client goes before the manifest's. */
  private static Expression credential(Component component, String field) {
    JsonObject own = component.config().object("credentials");
    boolean isOwn = component.has("refresh_token_updater") && own != null && own.get(field) != null;
    return isOwn
        ? Expression.constant(own.get(field))
        : component.expression(field, component.raw(field), Names.NONE);
  }

  String id() {
    return text(id, ID, false);
  }

  void addTo(Map<String, Object> fields) {
    String password = text(secret, SECRET, true);
    Masking.register(password);
    fields.put(idName.textIn(Expression.NOTHING), id());
    fields.put(secretName.textIn(Expression.NOTHING), password);
  }

  private String text(Expression expression, String field, boolean mayBeEmpty) {
    Object value = expression.in(Expression.NOTHING);
    if (value == null || !(mayBeEmpty || Truth.of(value))) {
      String what = value == null ? " is missing" : " came out empty; look at the config";
      throw Problem.config(path + "." + field + what);
    }
    return PythonText.str(value);
  }
}
