;; The two passes of a resize in fixed point, four channels or sixteen values at a time; called by passes.ts, which says
;; what lies where. A pixel is 8 bits unsigned, a weight 32 bits signed. What is read and written behind the last value of a
;; row belongs to the next one, and is written again by it; behind the last row there is room for it.
(module
  (memory (export "memory") 0)

  ;; What all sums begin with, so that the shift that ends them rounds to the nearest.
  (func $half (param $bits i32) (result v128)
    (i32x4.splat (i32.shl (i32.const 1) (i32.sub (local.get $bits) (i32.const 1)))))

  ;; The number at a place of a table.
  (func $at (param $table i32) (param $place i32) (result i32)
    (i32.load (i32.add (local.get $table) (i32.shl (local.get $place) (i32.const 2)))))

  ;; Where the weights of a target pixel begin.
  (func $weights (param $weights i32) (param $stride i32) (param $place i32) (result i32)
    (i32.add (local.get $weights) (i32.shl (i32.mul (local.get $place) (local.get $stride)) (i32.const 2))))

  ;; Along each row: the channels of a pixel side by side, of which the first `kept` stay.
  (func (export "columns")
    (param $starts i32) (param $counts i32) (param $weights i32) (param $stride i32) (param $bits i32)
    (param $from i32) (param $to i32) (param $rows i32) (param $width i32)
    (param $length i32) (param $channels i32) (param $kept i32)
    (local $x i32) (local $pixel i32) (local $weight i32) (local $end i32) (local $half v128) (local $sum v128)
    (local.set $half (call $half (local.get $bits)))
    (loop $row
      (local.set $x (i32.const 0))
      (loop $target
        (local.set $sum (local.get $half))
        (local.set $pixel (i32.add (local.get $from)
          (i32.mul (call $at (local.get $starts) (local.get $x)) (local.get $channels))))
        (local.set $weight (call $weights (local.get $weights) (local.get $stride) (local.get $x)))
        (local.set $end (call $weights (local.get $weight) (i32.const 1) (call $at (local.get $counts) (local.get $x))))
        (loop $tap
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.mul
            (v128.load32_splat (local.get $weight))
            (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $pixel)))))))
          (local.set $pixel (i32.add (local.get $pixel) (local.get $channels)))
          (br_if $tap (i32.lt_u (local.tee $weight (i32.add (local.get $weight) (i32.const 4))) (local.get $end))))
        ;; Narrowing clamps to 0..255, as Pillow's clip8 does.
        (local.set $sum (i32x4.shr_s (local.get $sum) (local.get $bits)))
        (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
        (v128.store32_lane 0 (local.get $to) (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
        (local.set $to (i32.add (local.get $to) (local.get $kept)))
        (br_if $target (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 1))) (local.get $width))))
      (local.set $from (i32.add (local.get $from) (local.get $length)))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; Along each column, from row `first` of the target on: sixteen values of a row at a time. `from` is where row 0 would be.
  (func (export "rows")
    (param $starts i32) (param $counts i32) (param $weights i32) (param $stride i32) (param $bits i32)
    (param $from i32) (param $to i32) (param $first i32) (param $rows i32) (param $length i32)
    (local $y i32) (local $i i32) (local $value i32) (local $weight i32) (local $begin i32) (local $end i32)
    (local $half v128) (local $values v128) (local $eight v128) (local $factor v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $half (call $half (local.get $bits)))
    (local.set $y (local.get $first))
    (loop $row
      (local.set $begin (call $weights (local.get $weights) (local.get $stride) (local.get $y)))
      (local.set $end (call $weights (local.get $begin) (i32.const 1) (call $at (local.get $counts) (local.get $y))))
      (local.set $i (i32.const 0))
      (loop $sixteen
        (local.set $a (local.get $half))
        (local.set $b (local.get $half))
        (local.set $c (local.get $half))
        (local.set $d (local.get $half))
        (local.set $weight (local.get $begin))
        (local.set $value (i32.add (i32.add (local.get $from) (local.get $i))
          (i32.mul (call $at (local.get $starts) (local.get $y)) (local.get $length))))
        (loop $tap
          (local.set $factor (v128.load32_splat (local.get $weight)))
          (local.set $values (v128.load (local.get $value)))
          (local.set $eight (i16x8.extend_low_i8x16_u (local.get $values)))
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.mul (local.get $factor) (i32x4.extend_low_i16x8_u (local.get $eight)))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.mul (local.get $factor) (i32x4.extend_high_i16x8_u (local.get $eight)))))
          (local.set $eight (i16x8.extend_high_i8x16_u (local.get $values)))
          (local.set $c (i32x4.add (local.get $c)
            (i32x4.mul (local.get $factor) (i32x4.extend_low_i16x8_u (local.get $eight)))))
          (local.set $d (i32x4.add (local.get $d)
            (i32x4.mul (local.get $factor) (i32x4.extend_high_i16x8_u (local.get $eight)))))
          (local.set $value (i32.add (local.get $value) (local.get $length)))
          (br_if $tap (i32.lt_u (local.tee $weight (i32.add (local.get $weight) (i32.const 4))) (local.get $end))))
        (v128.store (i32.add (local.get $to) (local.get $i))
          (i8x16.narrow_i16x8_u
            (i16x8.narrow_i32x4_s
              (i32x4.shr_s (local.get $a) (local.get $bits)) (i32x4.shr_s (local.get $b) (local.get $bits)))
            (i16x8.narrow_i32x4_s
              (i32x4.shr_s (local.get $c) (local.get $bits)) (i32x4.shr_s (local.get $d) (local.get $bits)))))
        (br_if $sixteen (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $length))))
      (local.set $to (i32.add (local.get $to) (local.get $length)))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1)))))))
