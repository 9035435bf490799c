package dev.hourglass.engine.compile;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.hourglass.engine.Op.Reduction;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.function.Consumer;

/**
 * The instructions that emitted kernels are made of: calls of the Vector API, and the class around
 * them.
 */
final class Bytecode {
  static final ClassDesc FLOATS = CD_float.arrayType();
  static final ClassDesc FLOATS2 = FLOATS.arrayType();
  static final ClassDesc INTS = CD_int.arrayType();

  private static final String API = "jdk.incubator.vector.";
  private static final ClassDesc VECTOR = ClassDesc.of(API + "Vector");
  private static final ClassDesc FLOAT_VECTOR = ClassDesc.of(API + "FloatVector");
  private static final ClassDesc INT_VECTOR = ClassDesc.of(API + "IntVector");
  private static final ClassDesc MASK = ClassDesc.of(API + "VectorMask");
  private static final ClassDesc SPECIES = ClassDesc.of(API + "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(API + "VectorOperators");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc OUR_SPECIES = desc(Species.class);

  private Bytecode() {}

  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  static ClassDesc named(String name) {
    return ClassDesc.of(Bytecode.class.getPackageName(), "Emitted" + name);
  }

  /** Defines a hidden class with one instance of it. */
  static <T> T define(ClassDesc self, Class<T> contract, Consumer<ClassBuilder> body) {
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                cb -> {
                  cb.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                      .withInterfaceSymbols(desc(contract));
                  cb.withMethodBody(
                      "<init>",
                      MethodTypeDesc.of(CD_void),
                      0,
                      b ->
                          b.aload(0)
                              .invokespecial(CD_Object, "<init>", MethodTypeDesc.of(CD_void))
                              .return_());
                  body.accept(cb);
                });
    try {
      var lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return contract.cast(lookup.lookupClass().getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an emitted kernel could not be defined", e);
    }
  }

  static void method(
      ClassBuilder cb, String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    cb.withMethodBody(name, type, ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, body);
  }

  static void staticMethod(
      ClassBuilder cb, String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    cb.withMethodBody(name, type, ClassFile.ACC_STATIC, body);
  }

  static void species(CodeBuilder b) {
    b.getstatic(OUR_SPECIES, "F", SPECIES);
  }

  /** species, array, index -> vector. */
  static void load(CodeBuilder b) {
    b.invokestatic(
        FLOAT_VECTOR, "fromArray", MethodTypeDesc.of(FLOAT_VECTOR, SPECIES, FLOATS, CD_int));
  }

  /** species, array, index, mask -> vector, zero where the mask is off. */
  static void loadMasked(CodeBuilder b) {
    b.invokestatic(
        FLOAT_VECTOR, "fromArray", MethodTypeDesc.of(FLOAT_VECTOR, SPECIES, FLOATS, CD_int, MASK));
  }

  /** vector, array, index. */
  static void store(CodeBuilder b) {
    b.invokevirtual(FLOAT_VECTOR, "intoArray", MethodTypeDesc.of(CD_void, FLOATS, CD_int));
  }

  /** vector, array, index, mask. */
  static void storeMasked(CodeBuilder b) {
    b.invokevirtual(FLOAT_VECTOR, "intoArray", MethodTypeDesc.of(CD_void, FLOATS, CD_int, MASK));
  }

  /** species, first, limit -> mask of the lanes i with first + i below limit. */
  static void indexInRange(CodeBuilder b) {
    b.invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, CD_int, CD_int));
  }

  static void broadcast(CodeBuilder b, float value) {
    species(b);
    b.loadConstant(value);
    broadcastLoaded(b);
  }

  /** species, number -> vector. */
  static void broadcastLoaded(CodeBuilder b) {
    b.invokestatic(FLOAT_VECTOR, "broadcast", MethodTypeDesc.of(FLOAT_VECTOR, SPECIES, CD_float));
  }

  /** a, b, mask -> b where the mask is on, else a. */
  static void blend(CodeBuilder b) {
    b.invokevirtual(FLOAT_VECTOR, "blend", MethodTypeDesc.of(FLOAT_VECTOR, VECTOR, MASK));
  }

  /** a, b, c -> a * b + c in one rounding. */
  static void fma(CodeBuilder b) {
    b.invokevirtual(FLOAT_VECTOR, "fma", MethodTypeDesc.of(FLOAT_VECTOR, VECTOR, VECTOR));
  }

  /**
   * Leaves lanes chosen from two integer vectors (in locals) by a constant of {@link
   * SquareEmitter}.
   */
  static void selectFrom(CodeBuilder b, String indices, int first, int second) {
    b.getstatic(desc(SquareEmitter.class), indices, INT_VECTOR).aload(first).aload(second);
    b.invokevirtual(INT_VECTOR, "selectFrom", MethodTypeDesc.of(INT_VECTOR, VECTOR, VECTOR));
  }

  static void combine(CodeBuilder b, Reduction reduction) {
    switch (reduction) {
      case SUM -> binary(b, "add");
      case MAX -> binary(b, "max");
      case MIN -> binary(b, "min");
    }
  }

  private static void binary(CodeBuilder b, String name) {
    b.invokevirtual(FLOAT_VECTOR, name, MethodTypeDesc.of(FLOAT_VECTOR, VECTOR));
  }

  private static void unary(CodeBuilder b, String name) {
    b.invokevirtual(FLOAT_VECTOR, name, MethodTypeDesc.of(FLOAT_VECTOR));
  }

  /** Leaves the value of a step on the stack; {@code at} gives the locals of earlier ones. */
  static void step(CodeBuilder b, Expression.Step s, int[] at) {
    switch (s.code()) {
      case OPERAND -> throw new IllegalArgumentException("an operand is loaded by the kernel");
      case CONSTANT -> broadcast(b, Float.intBitsToFloat(s.immediate()));
      case ADD -> binary(two(b, s, at), "add");
      case SUB -> binary(two(b, s, at), "sub");
      case MUL -> binary(two(b, s, at), "mul");
      case DIV -> binary(two(b, s, at), "div");
      case FMA -> fma(two(b, s, at).aload(at[s.c()]));
      case SQRT -> unary(b.aload(at[s.a()]), "sqrt");
      case NEG -> unary(b.aload(at[s.a()]), "neg");
      case ABS -> unary(b.aload(at[s.a()]), "abs");
      case LT -> compare(b, s, at, "LT");
      case LE -> compare(b, s, at, "LE");
      case EQ -> compare(b, s, at, "EQ");
      case SELECT -> blend(b.aload(at[s.c()]).aload(at[s.b()]).aload(at[s.a()]));
      case BITS_CONSTANT -> {
        b.getstatic(OUR_SPECIES, "I", SPECIES).loadConstant(s.immediate());
        b.invokestatic(INT_VECTOR, "broadcast", MethodTypeDesc.of(INT_VECTOR, SPECIES, CD_int));
        floats(b);
      }
      case BITS_ADD -> bits(b, s, at, "add");
      case BITS_SUB -> bits(b, s, at, "sub");
      case BITS_OR -> bits(b, s, at, "or");
      case BITS_AND -> {
        ints(b.aload(at[s.a()]));
        b.loadConstant(s.immediate())
            .invokevirtual(INT_VECTOR, "and", MethodTypeDesc.of(INT_VECTOR, CD_int));
        floats(b);
      }
      case BITS_XOR -> {
        ints(b.aload(at[s.a()]));
        b.getstatic(OPERATORS, "XOR", OPERATORS.nested("Associative"));
        ints(b.aload(at[s.b()]));
        b.invokevirtual(INT_VECTOR, "lanewise", MethodTypeDesc.of(INT_VECTOR, BINARY, VECTOR));
        floats(b);
      }
      case SHIFT_LEFT -> shift(b, s, at, "LSHL");
      case SHIFT_RIGHT -> shift(b, s, at, "ASHR");
      case SHIFT_RIGHT_LOGICAL -> shift(b, s, at, "LSHR");
    }
  }

  private static CodeBuilder two(CodeBuilder b, Expression.Step s, int[] at) {
    return b.aload(at[s.a()]).aload(at[s.b()]);
  }

  private static void compare(CodeBuilder b, Expression.Step s, int[] at, String operator) {
    b.aload(at[s.a()]).getstatic(OPERATORS, operator, COMPARISON).aload(at[s.b()]);
    b.invokevirtual(FLOAT_VECTOR, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
  }

  private static void bits(CodeBuilder b, Expression.Step s, int[] at, String name) {
    ints(b.aload(at[s.a()]));
    ints(b.aload(at[s.b()]));
    b.invokevirtual(INT_VECTOR, name, MethodTypeDesc.of(INT_VECTOR, VECTOR));
    floats(b);
  }

  private static void shift(CodeBuilder b, Expression.Step s, int[] at, String operator) {
    ints(b.aload(at[s.a()]));
    b.getstatic(OPERATORS, operator, BINARY).loadConstant(s.immediate());
    b.invokevirtual(INT_VECTOR, "lanewise", MethodTypeDesc.of(INT_VECTOR, BINARY, CD_int));
    floats(b);
  }

  static void ints(CodeBuilder b) {
    b.invokevirtual(FLOAT_VECTOR, "reinterpretAsInts", MethodTypeDesc.of(INT_VECTOR));
  }

  static void floats(CodeBuilder b) {
    b.invokevirtual(INT_VECTOR, "reinterpretAsFloats", MethodTypeDesc.of(FLOAT_VECTOR));
  }
}
