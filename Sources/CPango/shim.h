// Pango, Cairo and Fontconfig as Swift sees them: the public headers, and what their macros hide.
#ifndef CPANGO_SHIM_H
#define CPANGO_SHIM_H

#include <cairo.h>
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

// A font map for FreeType fonts that knows the fonts of `config` and no others. It takes a reference of its own.
static inline PangoFontMap *cpango_font_map_new(FcConfig *config) {
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (map == NULL) return NULL;
    pango_fc_font_map_set_config((PangoFcFontMap *)map, config);
    // One unit is one point, so that a length in a layout is a length on paper.
    pango_cairo_font_map_set_resolution((PangoCairoFontMap *)map, 72.0);
    return map;
}

#endif
