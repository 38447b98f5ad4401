package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.template.Scope;

/** Changes a record in place. Safe for any number of threads, each with records of its own. */
public interface Transformation {
  Registry<Transformation> REGISTRY =
      Registry.<Transformation>of("a transformation")
          .with("AddFields", component -> new AddFields(component, Names.RECORD))
          .with("RemoveFields", RemoveFields::new)
          .with("KeysToLower", component -> new KeysToLower())
          .with("KeysToSnakeCase", component -> new KeysToSnakeCase())
          .with("KeysReplace", KeysReplace::new)
          .with("FlattenFields", FlattenFields::new)
          .with("DpathFlattenFields", DpathFlattenFields::new)
          .withCustom("CustomTransformation", Transformation.class);

  /** Those that change a config; the scope has the config itself, as it is by then. */
  Registry<Transformation> OF_CONFIG =
      Registry.<Transformation>of("a transformation of the config")
          .with("ConfigAddFields", component -> new AddFields(component, Names.NONE))
          .with("ConfigRemoveFields", ConfigRemoveFields::new)
          .with("ConfigRemapField", ConfigRemapField::new)
          .withCustom("CustomConfigTransformation", Transformation.class);

  /**
   * Changes the record.
   *
   * @param scope the record and the slice, by name
   */
  void apply(JsonObject record, Scope scope);
}
